import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Replication } from '@seatrial/scenarios'
import { afterEach, describe, expect, it } from 'vitest'
import type { Provenance } from '../../src/replications/log/provenance.ts'
import { ReplicationLog, provenanceIn } from '../../src/replications/log/replication-log.ts'
import { aFolder } from '../seatrial.ts'
import { aReplication } from './a-replication.ts'

const PROVENANCE: Provenance = {
  engine: '1.2.3',
  study: 'abc',
  input: { files: ['-'], flags: {}, texts: { '-': 'replicas: 3\n# Ärger\n' } },
}

const ROWS = Array.from({ length: 20 }, (_, replication) =>
  aReplication({ variant: 0, replication }),
)

describe('ReplicationLog', () => {
  const open: ReplicationLog[] = []
  afterEach(() => open.splice(0).forEach((log) => log.close()))

  function logIn(folder: string, provenance = PROVENANCE): ReplicationLog {
    const log = new ReplicationLog(folder, provenance)
    open.push(log)
    return log
  }

  function keep(folder: string, rows: readonly Replication[]): void {
    logIn(folder).append(rows)
  }

  it('gives back what it keeps, to the last bit', () => {
    const folder = aFolder()

    keep(folder, ROWS.slice(0, 3))
    keep(folder, ROWS.slice(3))

    expect([...logIn(folder).kept()]).toEqual(ROWS)
  })

  it('knows where its replications come from', () => {
    const folder = aFolder()

    keep(folder, ROWS)

    expect(provenanceIn(folder)).toEqual(PROVENANCE)
  })

  it('writes nothing before there is something to keep', () => {
    const folder = aFolder()

    expect([...logIn(folder).kept()]).toEqual([])
    expect(readdirSync(folder)).toEqual([])
    expect(provenanceIn(folder)).toBeUndefined()
  })

  it('loses nothing but the line that was torn, wherever it was', () => {
    const folder = aFolder()
    keep(folder, ROWS)
    const file = segmentOf(folder, 1)
    const bytes = readFileSync(file)
    const firstRow = bytes.indexOf('\n') + 1

    for (let length = 0; length <= bytes.length; length += 7) {
      writeFileSync(file, bytes.subarray(0, length))
      const whole = bytes.subarray(firstRow, Math.max(firstRow, length)).toString().split('\n')
      expect([...logIn(folder).kept()]).toEqual(ROWS.slice(0, whole.length - 1))
    }
  })

  it('trusts nothing behind a line that is not as it was written', () => {
    const folder = aFolder()
    keep(folder, ROWS)
    const file = segmentOf(folder, 1)
    const lines = readFileSync(file, 'utf8').split('\n')
    lines[5] = (lines[5] as string).replace('done', 'dome')
    writeFileSync(file, lines.join('\n'))

    expect([...logIn(folder).kept()]).toEqual(ROWS.slice(0, 4))
  })

  it('goes on behind a torn line in a file of its own', () => {
    const folder = aFolder()
    keep(folder, ROWS.slice(0, 2))
    appendFileSync(segmentOf(folder, 1), '12345678 0\t2\tdo')

    keep(folder, ROWS.slice(2))

    expect(existsSync(segmentOf(folder, 2))).toBe(true)
    expect([...logIn(folder).kept()]).toEqual(ROWS)
  })

  it('lets two processes keep what they run side by side', () => {
    const folder = aFolder()
    const [one, other] = [logIn(folder), logIn(folder)]

    one.append(ROWS.slice(0, 1))
    other.append(ROWS.slice(1, 2))
    one.append(ROWS.slice(2, 3))

    expect(Array.from(logIn(folder).kept(), ({ replication }) => replication)).toEqual([0, 2, 1])
  })

  it.each([
    [{ ...PROVENANCE, study: 'abd' }, 'some of a study (abc) whose inputs or options differ'],
    [{ ...PROVENANCE, engine: '1.2.4' }, 'some of version 1.2.3'],
  ])('refuses what is of another study or version', (provenance, got) => {
    const folder = aFolder()
    keep(folder, ROWS)

    expect(() => [...logIn(folder, provenance).kept()]).toThrow(`got ${got}`)
  })
})

function segmentOf(folder: string, number: number): string {
  return path.join(folder, 'replications', `000${number}.log`)
}
