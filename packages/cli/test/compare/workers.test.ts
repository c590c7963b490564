import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { aFile, aFolder } from '../seatrial.ts'
import { POLICIES, WEB } from './web.ts'

/** The program as it is built: its threads are programs of their own. */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

it('seatrial compare writes the same bytes with 1, 2 and 7 threads', () => {
  const file = aFile('web.yaml', WEB)
  const until = ['--replications=10..70', '--until', 'rolloutDuration=15%']
  const [one, two, seven] = [1, 2, 7].map((threads) => {
    const folder = aFolder()
    const args = ['compare', file, ...POLICIES, ...until, `--workers=${threads}`, '-o', folder]
    const screen = execFileSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' })
    const files = ['replications.csv', 'variants.csv'].map((name) =>
      readFileSync(path.join(folder, name), 'utf8'),
    )
    return [screen.replace(folder, 'DIR'), ...files]
  })

  expect(two).toEqual(one)
  expect(seven).toEqual(one)
})

it('tells what is wrong in a thread as if it were none', () => {
  const scenario = `kind: Scenario
spec: { timeline: [{ at: 1s, then: { patch: { pod/nobody: { spec: {} } } } }] }
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

  expect(told[0]).toEqual([2, expect.stringContaining('expected')])
  expect(told[1]).toEqual(told[0])
})
