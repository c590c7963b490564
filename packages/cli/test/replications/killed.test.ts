import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { entityKey } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { ReplicationLog } from '../../src/replications/log/replication-log.ts'
import { aFolder } from '../seatrial.ts'

const PROGRAM = fileURLToPath(new URL('./sweep-process.mjs', import.meta.url))
const PROVENANCE = { engine: '0', study: '0', input: { files: [], flags: {}, texts: {} } }

const SEED = 1
const KILLS = 55
const REPLICATIONS = 3_000
/** Milliseconds: far less than all of it takes. */
const LONGEST_LIFE = 30

describe('a sweep that is killed again and again', () => {
  it(`loses nothing and runs nothing twice (seed ${SEED})`, async () => {
    const folder = aFolder()
    let known: readonly string[] = []

    for (let kill = 0; kill < KILLS; kill++) {
      const child = start(folder)
      await once(child.stdout, 'data')
      await setTimeout(lifeOf(kill))
      child.kill('SIGKILL')
      const [code] = await once(child, 'close')

      const kept = keptIn(folder)
      expect(code, `it was still running at kill ${kill}`).toBeNull()
      expect(new Set(kept).size, `nothing is twice after kill ${kill}`).toBe(kept.length)
      expect(kept.slice(0, known.length), `nothing is lost by kill ${kill}`).toEqual(known)
      known = kept
    }
    await once(start(folder), 'close')

    const digests = keptIn(folder)
    expect(known.length).toBeGreaterThan(0)
    expect(known.length).toBeLessThan(digests.length)
    expect(new Set(digests).size).toBe(digests.length)
    expect(digests.length).toBe(2 * REPLICATIONS)
  })
})

/** Some milliseconds. */
function lifeOf(kill: number): number {
  return (LONGEST_LIFE * (entityKey(`${SEED}/${kill}`) % 1_000)) / 1_000
}

function start(folder: string): ChildProcessByStdio<null, Readable, null> {
  const args = [PROGRAM, folder, String(REPLICATIONS)]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** What is kept, in the order in which it was written. */
function keptIn(folder: string): readonly string[] {
  const kept = new ReplicationLog(folder, PROVENANCE).kept()
  return Array.from(kept, ({ traceDigest }) => traceDigest)
}
