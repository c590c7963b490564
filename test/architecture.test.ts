import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { read, repositoryFiles, root } from './house/repository.ts'

/** The line of packages: each may depend on those to its left. */
const MAY_DEPEND_ON = {
  core: [],
  controllers: ['core'],
  scenarios: ['core', 'controllers'],
  report: ['core', 'controllers', 'scenarios'],
  cli: ['core', 'controllers', 'scenarios', 'report'],
} as const

/** What the model must not say, and what to say instead. The cli owns all that is outside of it. */
const BANNED = [
  { pattern: /\bMath\.random\b/, instead: 'a keyed draw of core/kernel', example: 'Math.random()' },
  { pattern: /\bDate\.now\b|\bnew Date\b/, instead: 'simulation.now', example: 'new Date()' },
  {
    pattern: /\b(?:from|import)\b.*['"]node:/,
    instead: 'the cli package',
    example: "import fs from 'node:fs'",
  },
  { pattern: /\bconsole\./, instead: 'a returned value', example: 'console.log(1)' },
  { pattern: /\bMath\.pow\b/, instead: 'x * x, or exp(k * log(x))', example: 'Math.pow(x, 3)' },
  { pattern: /(?<!\dn) \*\*=? /, instead: 'x * x, or exp(k * log(x))', example: 'x ** 3' },
  { pattern: /\blocaleCompare\b/, instead: 'a < b', example: 'a.localeCompare(b)' },
  { pattern: /\btoLocale\w+/, instead: 'String(x)', example: 'x.toLocaleString()' },
  { pattern: /\bIntl\./, instead: 'a formatter of ours', example: 'new Intl.NumberFormat()' },
] as const

type PackageName = keyof typeof MAY_DEPEND_ON

const packageNames = Object.keys(MAY_DEPEND_ON) as PackageName[]
const modelPackageNames = packageNames.filter((name) => name !== 'cli')

describe('the line of packages', () => {
  it('has a place for every package', () => {
    const folders = repositoryFiles.flatMap((file) => /^packages\/([^/]+)\//.exec(file)?.[1] ?? [])

    expect(new Set(folders)).toEqual(new Set(packageNames))
  })

  it.each(packageNames)('%s declares only what stands to its left', (name) => {
    const manifest = manifestOf(name)
    const declared = [
      ...Object.keys(manifest.dependencies ?? {}),
      ...Object.keys(manifest.devDependencies ?? {}),
      ...Object.keys(manifest.peerDependencies ?? {}),
    ]

    expect(
      declared.filter((dependency) => isOurs(dependency) && !mayUse(name, dependency)),
    ).toEqual([])
  })

  it.each(packageNames)('%s imports only what it declares, by the front door', (name) => {
    const declared = Object.keys(manifestOf(name).dependencies ?? {})
    const offences = sourcesOf(name).flatMap((file) =>
      importsOf(file)
        .filter((specifier) => !isAllowedImport(name, file, specifier, declared))
        .map((specifier) => `${file} imports ${specifier}`),
    )

    expect(offences).toEqual([])
  })

  it('gives the core its queue and its seeds, and nothing more', () => {
    const dependencies = Object.keys(manifestOf('core').dependencies ?? {})

    expect(dependencies.sort()).toEqual(['fastpriorityqueue', 'seedrandom'])
  })
})

describe('the language of the model', () => {
  it.each(modelPackageNames)('%s says nothing that is banned', (name) => {
    const offences = sourcesOf(name).flatMap((file) =>
      codeLinesOf(file).flatMap(({ text, lineNumber }) =>
        BANNED.filter(({ pattern }) => pattern.test(text)).map(
          ({ instead }) => `${file}:${lineNumber} ${text.trim()} – use ${instead}`,
        ),
      ),
    )

    expect(offences).toEqual([])
  })

  it.each(BANNED)('would notice $example', ({ pattern, example }) => {
    expect(example).toMatch(pattern)
  })
})

describe('every file of the repository', () => {
  it('has a name that says what is in it', () => {
    const drawers = repositoryFiles.filter((file) =>
      /(?:^|\/)(?:utils?|helpers?|common|misc)(?:[./]|$)/.test(file),
    )

    expect(drawers).toEqual([])
  })

  it('ends with a newline', () => {
    const cutOff = textFiles().filter((file) => {
      const text = read(file)
      return text !== '' && !text.endsWith('\n')
    })

    expect(cutOff).toEqual([])
  })

  it('names no path of the machine that it was written on', () => {
    const homeOrWorkFolder = /(?<![\w./~-])\/(?:home|Users|root|work|workspaces?)\/\w/
    const offences = textFiles().filter((file) => {
      const text = read(file)
      return text.includes(root) || homeOrWorkFolder.test(text)
    })

    expect(offences).toEqual([])
  })
})

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

function manifestOf(name: PackageName): Manifest {
  return JSON.parse(read(`packages/${name}/package.json`)) as Manifest
}

function isOurs(dependency: string): boolean {
  return dependency === 'seatrial' || dependency.startsWith('@seatrial/')
}

function mayUse(name: PackageName, dependency: string): boolean {
  return MAY_DEPEND_ON[name].some((allowed) => dependency === `@seatrial/${allowed}`)
}

function sourcesOf(name: PackageName): string[] {
  return repositoryFiles.filter(
    (file) => file.startsWith(`packages/${name}/src/`) && file.endsWith('.ts'),
  )
}

/** The lines of a file that are not comments. */
function codeLinesOf(file: string): { readonly text: string; readonly lineNumber: number }[] {
  return read(file)
    .split('\n')
    .map((text, index) => ({ text, lineNumber: index + 1 }))
    .filter(({ text }) => !/^\s*(?:\/?\*|\/\/)/.test(text))
}

function importsOf(file: string): string[] {
  const code = codeLinesOf(file)
    .map(({ text }) => text)
    .join('\n')
  const specifiers = code.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)
  return Array.from(specifiers, (match) => match[1] ?? '')
}

function isAllowedImport(
  name: PackageName,
  file: string,
  specifier: string,
  declared: readonly string[],
): boolean {
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier)
    return target.startsWith(`packages/${name}/`)
  }
  if (specifier.startsWith('node:')) return name === 'cli'
  if (isOurs(specifier)) return mayUse(name, specifier) && declared.includes(specifier)
  const packageName = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? ''
  return declared.includes(packageName)
}

function textFiles(): string[] {
  return repositoryFiles.filter((file) => !/\.(?:gz|png)$/.test(file))
}
