import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { aFile, seatrial } from '../seatrial.ts'
import { POLICIES, WEB } from './web.ts'

const ROOT = new URL('../../../../', import.meta.url)
const DOCKERFILE = read('Dockerfile').replaceAll('\\\n', '')
const WORKSPACE = JSON.parse(read('package.json')) as { readonly packageManager: string }
const PACKAGE = JSON.parse(read('packages/cli/package.json')) as {
  readonly name: string
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly engines: { readonly node: string }
}

// The packed packages themselves, installed and run, are looked after by test/house/packing.test.ts.
describe('the image of the Dockerfile', () => {
  it('is built with what the repository has', () => {
    const programs = [...DOCKERFILE.matchAll(/\bnode (node_modules\/\S+)/g)].map(
      ([, file]) => file!,
    )

    expect(programs).toEqual(['node_modules/typescript/bin/tsc'])
    expect(programs.filter((file) => !existsSync(new URL(file, ROOT)))).toEqual([])
    expect(WORKSPACE.packageManager).toMatch(/^pnpm@\d/)
    expect(DOCKERFILE).toContain('install --frozen-lockfile')
    expect(existsSync(new URL('pnpm-lock.yaml', ROOT))).toBe(true)
    expect(DOCKERFILE).toContain(`seatrial:${PACKAGE.version}`)
  })

  it('has a Node.js that the packages run on', () => {
    const images = [...DOCKERFILE.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => Number(major))
    const least = Number(/\d+/.exec(PACKAGE.engines.node)![0])

    expect(images).toHaveLength(2)
    expect(images.every((major) => major >= least)).toBe(true)
  })

  it('leaves out of the build what the build makes', () => {
    const ignored = read('.dockerignore').trimEnd().split('\n')

    expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', '.git']))
  })

  it('begins the program that the package brings, by its name', () => {
    const prefix = /--prefix=(\S+) install/.exec(DOCKERFILE)![1]!

    expect(DOCKERFILE).toContain(`ENV PATH=${prefix}/node_modules/.bin:$PATH`)
    expect(/ENTRYPOINT \["(.+)"\]/.exec(DOCKERFILE)![1]).toBe(PACKAGE.name)
    expect(Object.keys(PACKAGE.bin)).toEqual([PACKAGE.name])
  })

  it('is what the Job expects: its folder, its user, its program', async () => {
    const { out } = await seatrial([
      'compare',
      aFile('web.yaml', WEB),
      ...POLICIES,
      '--replications=9',
      '--emit-job',
    ])
    const jobs = parseAllDocuments(out)
      .map((document) => document.toJS() as Manifest)
      .filter(({ kind }) => kind === 'Job')
    const folder = /^WORKDIR (\/seatrial)$/m.exec(DOCKERFILE)![1]!
    const user = Number(/^USER (\d+)$/m.exec(DOCKERFILE)![1])

    expect(jobs).toHaveLength(2)
    for (const { spec } of jobs) {
      const { containers, securityContext } = spec.template.spec
      const [{ command, workingDir, volumeMounts }] = containers as [Container]
      expect(command[0]).toBe(PACKAGE.name)
      expect(workingDir).toBe(folder)
      expect(volumeMounts.map(({ mountPath }) => mountPath)).toContain(`${folder}/results`)
      expect(securityContext.runAsUser).toBe(user)
    }
    expect(DOCKERFILE).toContain(`${folder}/results`)
    expect(DOCKERFILE).toContain(`chown -R node:node ${folder}`)
  })
})

interface Manifest {
  readonly kind: string
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly containers: readonly Container[]
        readonly securityContext: { readonly runAsUser: number }
      }
    }
  }
}

interface Container {
  readonly command: readonly string[]
  readonly workingDir: string
  readonly volumeMounts: readonly { readonly mountPath: string }[]
}

function read(file: string): string {
  return readFileSync(new URL(file, ROOT), 'utf8')
}
