import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { anchorsIn, relativeLinksIn } from './markdown.ts'
import { read, repositoryFiles } from './repository.ts'
import { rulesDefinedIn, rulesTestedIn } from './rules.ts'

describe('the rules of the controllers', () => {
  const specs = repositoryFiles.filter((file) =>
    /^packages\/controllers\/src\/[^/]+\/SPEC\.md$/.test(file),
  )
  const tests = repositoryFiles.filter((file) => /^packages\/[^/]+\/test\/.*\.test\.ts$/.test(file))
  const defined = specs.flatMap((file) => rulesDefinedIn(read(file)))
  const tested = tests.flatMap((file) => rulesTestedIn(read(file)))

  it('each have an ID of their own', () => {
    const repeated = defined.filter((rule, index) => defined.indexOf(rule) !== index)

    expect(repeated).toEqual([])
  })

  it('each have a test whose title begins with the ID', () => {
    expect(missingFrom(tested, defined)).toEqual([])
  })

  it('are the only ones that a test names', () => {
    expect(missingFrom(defined, tested)).toEqual([])
  })
})

describe('reading rules', () => {
  const spec = [
    '## STS-U2 Waits until the updated Pod is available (all versions)',
    '- **DS-M1** Runs one Pod a node; see STS-U9.',
    '| `STS-R3` | deletes | 1.35+ |',
    'Prose that names STS-X1 defines nothing, and UTF-8 is no rule.',
  ].join('\n')

  it('takes an ID from where it opens a heading, an item or a row', () => {
    expect(rulesDefinedIn(spec)).toEqual(['STS-U2', 'DS-M1', 'STS-R3'])
  })

  it('takes an ID from where it opens a title', () => {
    const source = `
      it('STS-U2 waits until the updated Pod is available', () => {})
      it.each(cases)('DS-M1: $title', () => {})
      it('agrees with STS-R3', () => {})
    `

    expect(rulesTestedIn(source)).toEqual(['STS-U2', 'DS-M1'])
  })

  it('finds the rule that has no test, and the test that has no rule', () => {
    const tested = rulesTestedIn("it('STS-U2 waits', …); it('DS-M7 runs', …)")

    expect(missingFrom(tested, rulesDefinedIn(spec))).toEqual(['DS-M1', 'STS-R3'])
    expect(missingFrom(rulesDefinedIn(spec), tested)).toEqual(['DS-M7'])
  })
})

describe('the documents', () => {
  const documents = repositoryFiles.filter((file) => file.endsWith('.md'))

  it.each(documents)('%s links to what is there', (document) => {
    const dangling = relativeLinksIn(read(document)).filter((link) => {
      const target =
        link.path === '' ? document : path.posix.join(path.posix.dirname(document), link.path)
      return !exists(target) || (link.anchor !== '' && !anchorsIn(read(target)).has(link.anchor))
    })

    expect(dangling).toEqual([])
  })
})

describe('reading links', () => {
  it('leaves out code and what leads elsewhere', () => {
    const markdown = [
      'See [the model](docs/model.md#time), [below](#below "there") and [site](https://k8s.io).',
      '`[not](a-link)`',
      '```',
      '[neither](this)',
      '```',
      '[reference]: ../notes.md',
    ].join('\n')

    expect(relativeLinksIn(markdown)).toEqual([
      { path: 'docs/model.md', anchor: 'time' },
      { path: '', anchor: 'below' },
      { path: '../notes.md', anchor: '' },
    ])
  })

  it('names headings as GitHub does', () => {
    const markdown = '# Time, in `µs`\n\n## Why?\n\n## Why?\n'

    expect([...anchorsIn(markdown)]).toEqual(['time-in-µs', 'why', 'why-1'])
  })
})

function missingFrom(present: readonly string[], wanted: readonly string[]): string[] {
  return [...new Set(wanted)].filter((rule) => !present.includes(rule)).sort()
}

/** Whether a file, or a folder with a file in it, belongs to the repository. */
function exists(target: string): boolean {
  const folder = target.endsWith('/') ? target : `${target}/`
  return repositoryFiles.some((file) => file === target || file.startsWith(folder))
}
