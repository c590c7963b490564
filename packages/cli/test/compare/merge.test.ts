import { readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFile, aFolder, seatrial } from '../seatrial.ts'
import { POLICIES, WEB } from './web.ts'

/** It takes more than the 10 and fewer than the 70 until that is known. */
const UNTIL = ['--replications=10..70', '--until', 'rolloutDuration=15%']

describe('seatrial merge', () => {
  it('makes of 1, 2 and 7 shares what one process makes of all', async () => {
    const whole = aFolder()
    const file = aFile('web.yaml', WEB)
    const alone = await seatrial(['compare', file, ...POLICIES, ...UNTIL, '-o', whole])

    for (const count of [1, 2, 7]) {
      const merged = aFolder()
      const parts = await sharesOf(file, count, UNTIL)
      const together = await seatrial(['merge', ...parts, '-o', merged])

      expect(filesOf(merged)).toEqual(filesOf(whole))
      expect(together.out.replace(merged, whole)).toBe(alone.out)
    }
    expect(rowsOf(whole)).toBeGreaterThan(2 * 10)
    expect(rowsOf(whole)).toBeLessThan(2 * 70)
  })

  it('takes a share that was run twice, and shares of which each was run by two', async () => {
    const file = aFile('web.yaml', WEB)
    const [one, other] = await sharesOf(file, 2, ['--replications=6'])
    const [again] = await sharesOf(file, 2, ['--replications=6'])
    const folder = aFolder()

    const { code } = await seatrial(['merge', one!, again!, other!, '-o', folder])

    expect(code).toBe(0)
    expect(rowsOf(folder)).toBe(2 * 6)
  })

  it('says what is missing', async () => {
    const file = aFile('web.yaml', WEB)
    const [one, , third] = await sharesOf(file, 3, ['--replications=7'])
    const folder = aFolder()

    const { code, err } = await seatrial(['merge', one!, third!, '-o', folder])

    expect(code).toBe(2)
    expect(err).toContain(
      'expected all replications of every variant, got none of replication 1 of',
    )
    expect(err).toContain('and 3 others are missing')
    expect(readdirSync(folder)).toEqual([])
  })

  it('refuses what does not belong together', async () => {
    const file = aFile('web.yaml', WEB)
    const [one] = await sharesOf(file, 2, ['--replications=4'])
    const [, longer] = await sharesOf(file, 2, ['--replications=6'])
    const [, changed] = await sharesOf(aFile('web.yaml', WEB.replace('3', '2')), 2, [
      '--replications=4',
    ])
    const nothing = aFolder()

    expect(await errorOf(one!, longer!)).toContain('the options of')
    expect(await errorOf(one!, changed!)).toContain('expected replications of this study')
    expect(await errorOf(one!, nothing)).toBe(
      `${nothing}: expected finished replications, got none\n`,
    )
  })

  it('needs nothing but the shares', async () => {
    const file = aFile('web.yaml', WEB)
    const parts = await sharesOf(file, 2, ['--replications=4'])
    rmSync(file)

    const { code } = await seatrial(['merge', ...parts, '-o', aFolder()])

    expect(code).toBe(0)
  })
})

async function sharesOf(
  file: string,
  count: number,
  args: readonly string[],
): Promise<readonly string[]> {
  const folder = aFolder()
  const parts = Array.from({ length: count }, (_, index) => path.join(folder, String(index)))
  for (const [index, part] of parts.entries()) {
    const share = [`--shard=${index}/${count}`, '-o', part]
    const { code } = await seatrial(['compare', file, ...POLICIES, ...args, ...share])
    expect(code).toBe(0)
  }
  return parts
}

async function errorOf(...parts: readonly string[]): Promise<string> {
  const { code, err } = await seatrial(['merge', ...parts, '-o', aFolder()])
  expect(code).toBe(2)
  return err
}

function filesOf(folder: string): readonly string[] {
  return ['replications.csv', 'variants.csv'].map((name) =>
    readFileSync(path.join(folder, name), 'utf8'),
  )
}

function rowsOf(folder: string): number {
  return (
    readFileSync(path.join(folder, 'replications.csv'), 'utf8').trimEnd().split('\n').length - 1
  )
}
