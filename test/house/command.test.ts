import { type StdioOptions, spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from './repository.ts'

/** The command as it is built, in a process of its own. */
const MAIN = path.join(root, 'packages/cli/dist/main.js')

/** Three hundred pods whose image nobody can pull, for a year: whoever runs it will want to stop it. */
const ENDLESS = `kind: Scenario
spec:
  cluster: { images: { "web:1": { pullable: false } } }
  until: { at: 365d, atMost: 365d }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  replicas: 300
  podManagementPolicy: Parallel
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'web:1' }] }
`

describe('seatrial, as a process', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'seatrial-command-'))
  const file = path.join(folder, 'endless.yaml')

  beforeAll(() => writeFileSync(file, ENDLESS))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('reads standard input', async () => {
    const child = start(['validate', '-'])
    child.stdin.end(ENDLESS)

    expect(await ended(child)).toEqual({ code: 0, out: '-: Scenario scenario\n', err: '' })
  })

  it('ends quietly when nobody reads it any more', async () => {
    const child = start(['validate', '--schema'])
    child.stdout.once('data', () => child.stdout.destroy())

    expect(await ended(child)).toMatchObject({ code: 0, err: '' })
  })

  it('says so when nothing more can be written', () => {
    const full = openSync('/dev/full', 'w')
    const stdio: StdioOptions = ['ignore', full, 'pipe']
    const { status, stderr } = spawnSync(process.execPath, [MAIN, 'validate', '--schema'], {
      stdio,
      encoding: 'utf8',
    })
    closeSync(full)

    expect(status).toBe(2)
    expect(stderr).toBe(
      'standard output: expected what can be written to, got no space left on the disk\n',
    )
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends on %s with %i, and leaves no half file', async (signal, code) => {
    const results = path.join(folder, signal)
    const child = start(['run', file, '-o', results])
    await until(() => readdirSync(folder).includes(signal) && readdirSync(results).length > 0)
    child.kill(signal)

    expect(await ended(child)).toEqual({
      code,
      out: '',
      err: 'interrupted: no files were written\n',
    })
    expect(readdirSync(results)).toEqual([])
  })
})

type Child = ReturnType<typeof start>

function start(args: readonly string[]) {
  return spawn(process.execPath, [MAIN, ...args], { stdio: 'pipe' })
}

async function ended(child: Child) {
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const code = await new Promise((resolve) => child.on('close', resolve))
  return { code, out, err }
}

/** Looks again and again, since files that another process makes tell nobody. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20))
}
