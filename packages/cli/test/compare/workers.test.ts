import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { aFile, aFolder } from '../seatrial.ts'
import { POLICIES, WEB } from './web.ts'

/** Milliseconds: a dozen programs begin here, maybe on a machine that has other things to do. */
const PATIENCE = 300_000

/** The program as it is built: its threads are programs of their own. */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

it(
  'seatrial compare writes the same bytes with 1, 2 and 7 threads',
  () => {
    const file = aFile('web.yaml', WEB)
    // The share that is all of it leaves out what one thread does at the end.
    const share = ['--replications=40', '--shard=0/1']
    const [one, two, seven] = [1, 2, 7].map((threads) => {
      const folder = aFolder()
      const args = ['compare', file, ...POLICIES, ...share, `--workers=${threads}`, '-o', folder]
      execFileSync(process.execPath, [MAIN, ...args], { stdio: 'ignore' })
      return ['replications.csv', 'variants.csv'].map((name) =>
        readFileSync(path.join(folder, name), 'utf8'),
      )
    })

    expect(two).toEqual(one)
    expect(seven).toEqual(one)
  },
  PATIENCE,
)

it('tries on several threads what moves the answer, and tells the same', () => {
  const file = aFile('web.yaml', WEB)
  const [one, three] = [1, 3].map((threads) => {
    const args = ['compare', file, ...POLICIES, '--replications=2', `--workers=${threads}`]
    return execFileSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' })
  })

  expect(one).toContain('What moves it')
  expect(three).toBe(one)
})

it('tells what is wrong in a thread as if it were none', () => {
  const scenario = `kind: Scenario
spec: { timeline: [{ at: 1s, then: { labelNode: { nobody: { a: b } } } }] }
---
${WEB}`
  const file = aFile('web.yaml', scenario)
  const told = [1, 2].map((threads) => {
    const args = ['compare', file, '--replications=4', `--workers=${threads}`]
    try {
      return execFileSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', stdio: 'pipe' })
    } catch (error) {
      const { status, stderr } = error as { readonly status: number; readonly stderr: string }
      return [status, stderr]
    }
  })

  expect(told[0]).toEqual([2, expect.stringContaining('expected a node that exists')])
  expect(told[1]).toEqual(told[0])
})

describe('several command lines in one process', () => {
  const LIBRARY = new URL('../../dist/index.js', import.meta.url).href

  function runTogether(commandLines: readonly (readonly string[])[]): string {
    const program = `
      import { processTerminal, runCommandLines } from ${JSON.stringify(LIBRARY)}
      process.exitCode = await runCommandLines(${JSON.stringify(commandLines)}, processTerminal())`
    const file = aFile('together.mjs', program)
    return execFileSync(process.execPath, [file], { encoding: 'utf8', stdio: 'pipe' })
  }

  it('come to what each comes to by itself, though threads go on from one study to the next', () => {
    const web = aFile('web.yaml', WEB)
    const larger = aFile('larger.yaml', WEB.replace(/replicas: \d+/, 'replicas: 7'))
    const inFolders = [web, larger].map((file) => {
      const share = ['--replications=4', '--shard=0/1', '--workers=3']
      return (folder: string) => ['compare', file, ...POLICIES, ...share, '-o', folder]
    })
    const [alone, together] = [inFolders.map(() => aFolder()), inFolders.map(() => aFolder())]
    inFolders.forEach((argsIn, number) => {
      const args = argsIn(alone[number] as string)
      execFileSync(process.execPath, [MAIN, ...args], { stdio: 'ignore' })
    })
    runTogether(inFolders.map((argsIn, number) => argsIn(together[number] as string)))

    const [first, second] = alone.map(replicationsIn)
    expect(second).not.toBe(first)
    expect(together.map(replicationsIn)).toEqual([first, second])
  })

  it('end with the first that is not done', () => {
    const web = aFile('web.yaml', WEB)
    const failing = (): string =>
      runTogether([
        ['validate', 'nowhere.yaml'],
        ['validate', web],
      ])

    expect(failing).toThrowError(expect.objectContaining({ status: 2, stdout: '' }) as Error)
  })
})

function replicationsIn(folder: string): string {
  return readFileSync(path.join(folder, 'replications.csv'), 'utf8')
}
