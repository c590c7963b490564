import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { read, root } from './repository.ts'
import { run } from './run.ts'

/** What `pnpm pack --json` says of each package. */
interface PackedPackage {
  readonly name: string
  readonly version: string
  /** The path of the tarball. */
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

const TYPESCRIPT = path.join(root, 'node_modules/typescript/bin/tsc')

/** A program of a user's: it holds only if the packages bring their types and their code. */
const PROGRAM = `
import * as controllers from '@seatrial/controllers'
import { type Duration, seconds } from '@seatrial/core'
import * as report from '@seatrial/report'
import * as scenarios from '@seatrial/scenarios'
import * as cli from 'seatrial'

export const pause: Duration = seconds(3)
// @ts-expect-error A duration is a number, if its type has come along.
export const text: string = seconds(3)
export const packages: readonly object[] = [controllers, report, scenarios, cli]
`

/** Something to compare, in threads of the packed program. */
const WEB = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  replicas: 3
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'web:1' }] }
`

describe('the packed packages', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'seatrial-packing-'))
  let packages: readonly PackedPackage[]

  beforeAll(() => {
    packages = pack(folder)
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  it('hold what was built, a README and a licence, and nothing else', () => {
    for (const { name, files } of packages) {
      const paths = files.map((file) => file.path)
      const built = /^dist\/.+\.(?:js|d\.ts|json)$/

      expect(paths.filter((file) => !built.test(file)).sort(), name).toEqual([
        'LICENSE',
        'README.md',
        'package.json',
      ])
      expect(paths, name).toContain('dist/index.d.ts')
    }
    expect(packages.map(({ name }) => name).sort()).toEqual([
      '@seatrial/controllers',
      '@seatrial/core',
      '@seatrial/report',
      '@seatrial/scenarios',
      'seatrial',
    ])
  })

  it('give an empty folder typed imports and the command', () => {
    const app = path.join(folder, 'app')
    installInto(app, packages)
    writeFileSync(path.join(app, 'program.ts'), PROGRAM)

    run(app, process.execPath, [TYPESCRIPT, '-p', '.'])
    const printed = run(app, process.execPath, [
      '--input-type=module',
      '--eval=import("./program.js").then(({ pause }) => console.log(pause))',
    ])
    const version = run(app, 'node_modules/.bin/seatrial', ['--version'])
    writeFileSync(path.join(app, 'web.yaml'), WEB)
    const threads = ['--replications=8', '--workers=2', '--json']
    const compared = run(app, 'node_modules/.bin/seatrial', ['compare', 'web.yaml', ...threads])

    expect(printed).toBe('3000000\n')
    expect(JSON.parse(compared)).toMatchObject({ replications: 8 })
    expect(version).toBe(`${packages.find(({ name }) => name === 'seatrial')?.version}\n`)
  })
})

function pack(destination: string): PackedPackage[] {
  run(root, process.execPath, [TYPESCRIPT, '-b'])
  const { packageManager } = JSON.parse(read('package.json')) as { packageManager: string }
  const pnpmPack = ['--filter=./packages/*', 'pack', '--json', `--pack-destination=${destination}`]
  const output = run(root, 'npx', ['--yes', '--prefer-offline', packageManager, ...pnpmPack])
  return JSON.parse(output) as PackedPackage[]
}

function installInto(app: string, packages: readonly PackedPackage[]): void {
  const configuration = {
    compilerOptions: { module: 'NodeNext', target: 'ES2022', types: [], strict: true },
    files: ['program.ts'],
  }
  mkdirSync(app)
  writeFileSync(path.join(app, 'package.json'), '{ "private": true, "type": "module" }')
  writeFileSync(path.join(app, 'tsconfig.json'), JSON.stringify(configuration))
  const tarballs = packages.map(({ filename }) => filename)
  run(app, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs])
}
