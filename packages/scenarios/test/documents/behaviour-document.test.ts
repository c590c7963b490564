import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { KUBERNETES_PROFILES, behaviours } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { behaviourDocument } from '../../src/documents/behaviour-document.ts'
import { UnreadableVersionsError, readSpec } from '../../src/documents/spec-rules.ts'
import { readSwitchTexts } from '../../src/documents/switch-texts.ts'

const SWITCHES = read('packages/core/src/api/behaviours.ts')

describe('docs/behaviour.md', () => {
  it('is what code and rules say; if not, `node scripts/generate-docs.mjs` writes it anew', () => {
    const document = behaviourDocument({ specs: allSpecs(), switches: SWITCHES })

    expect(read('docs/behaviour.md')).toBe(document)
  })

  it('has every switch of the table', () => {
    const described = readSwitchTexts(SWITCHES).flatMap(({ switches }) =>
      switches.map(({ name }) => name),
    )
    const all = Object.keys(behaviours(KUBERNETES_PROFILES[0]))

    expect(['release', ...described].sort()).toEqual(all.sort())
  })
})

describe('reading a SPEC.md', () => {
  it.each([
    ['all', ['1.33', '1.34', '1.35.0', '1.35.4', '1.36', '1.37'], ''],
    ['1.35.4+', ['1.35.4', '1.36', '1.37'], ''],
    ['≤1.34', ['1.33', '1.34'], ''],
    ['1.37, gate on', ['1.37'], 'gate on'],
    [
      'all but Parallel in 1.37, gate on',
      ['1.33', '1.34', '1.35.0', '1.35.4', '1.36', '1.37'],
      'gate on, but Parallel in 1.37',
    ],
  ])('reads the versions %s', (versions, releases, provided) => {
    const { chapters } = readSpec(aSpec(versions))

    expect(chapters).toEqual([
      { title: 'updates', rules: [{ id: 'STS-U1', text: 'Says so.', releases, provided }] },
    ])
  })

  it('takes a rule without versions for one that always holds', () => {
    const spec = '# A thing, rule by rule\n\n## P – pods\n\n| `X-P1` | Says so. |\n'

    expect(readSpec(spec).chapters[0]?.rules[0]?.releases).toHaveLength(6)
  })

  it('refuses versions that nobody can read', () => {
    expect(() => readSpec(aSpec('lately'))).toThrow(UnreadableVersionsError)
  })
})

function aSpec(versions: string): string {
  return [
    '# A controller, rule by rule',
    '## U – updates',
    '| ID | Rule | Versions |',
    '| -- | ---- | -------- |',
    `| \`STS-U1\` | Says so. | ${versions} |`,
  ].join('\n\n')
}

function allSpecs(): Readonly<Record<string, string>> {
  const controllers = 'packages/controllers/src'
  const files = readdirSync(fromTop(controllers))
    .sort()
    .map((folder) => `${controllers}/${folder}/SPEC.md`)
    .filter((file) => existsSync(fromTop(file)))
  return Object.fromEntries(files.map((file) => [file, read(file)]))
}

function read(file: string): string {
  return readFileSync(fromTop(file), 'utf8')
}

function fromTop(file: string): URL {
  return new URL(`../../../../${file}`, import.meta.url)
}
