import type { KubernetesProfile } from '@seatrial/core'

/** A SPEC.md: what a controller does, rule by rule. */
export interface Spec {
  readonly title: string
  readonly chapters: readonly Chapter[]
}

/** The rules about one thing. */
export interface Chapter {
  readonly title: string
  readonly rules: readonly Rule[]
}

/** A rule, in which releases it holds, and what else that depends on. */
export interface Rule {
  readonly id: string
  readonly text: string
  readonly releases: readonly KubernetesProfile[]
  /** As in `gate on`; '' for nothing. */
  readonly provided: string
}

/** The releases that SPEC.md files tell apart; 1.13 has the controllers of 1.33. */
export const SPECIFIED_RELEASES: readonly KubernetesProfile[] = [
  '1.33',
  '1.34',
  '1.35.0',
  '1.35.4',
  '1.36',
  '1.37',
]

/** Somebody has written a version range that nobody can read. */
export class UnreadableVersionsError extends Error {
  readonly versions: string

  constructor(versions: string, rule: string) {
    super(`the versions of ${rule} cannot be read: ${versions}`)
    this.name = 'UnreadableVersionsError'
    this.versions = versions
  }
}

/** Reads a SPEC.md. Throws `UnreadableVersionsError`. */
export function readSpec(text: string): Spec {
  const title = /^# (.+?), rule by rule$/m.exec(text)?.[1] ?? ''
  const chapters = text
    .split(/^## /m)
    .slice(1)
    .map((chapter) => ({ title: titleOf(chapter), rules: [...rulesOf(chapter)] }))
  return { title, chapters: chapters.filter(({ rules }) => rules.length > 0) }
}

/** Without the letter that rules of the chapter have in their IDs. */
function titleOf(chapter: string): string {
  return chapter.slice(0, chapter.indexOf('\n')).replace(/^[A-Z]+ – /, '')
}

function* rulesOf(chapter: string): IterableIterator<Rule> {
  for (const line of chapter.split('\n')) {
    const [, first = '', text = '', versions] = line.split('|').map((cell) => cell.trim())
    const id = /^`([A-Z]+-[A-Z]+\d+[a-z]?)`$/.exec(first)?.[1]
    // The last cell of a row is empty: it lies behind the closing bar.
    if (id !== undefined) yield { id, text, ...readVersions(versions || 'all', id) }
  }
}

function readVersions(versions: string, rule: string): Pick<Rule, 'releases' | 'provided'> {
  const [range = '', ...provisos] = versions.split(', ')
  const releases = releasesOf(range)
  if (releases === undefined) throw new UnreadableVersionsError(versions, rule)
  const exception = /^all (but .+)$/.exec(range)?.[1]
  const provided = [...provisos, ...(exception === undefined ? [] : [exception])].join(', ')
  return { releases, provided }
}

function releasesOf(range: string): readonly KubernetesProfile[] | undefined {
  if (/^(all\b|ours$)/.test(range)) return SPECIFIED_RELEASES
  const [, before, release = '', after] = /^(≤?)([\d.]+)(\+?)$/.exec(range) ?? []
  const place = (SPECIFIED_RELEASES as readonly string[]).indexOf(release)
  if (place < 0) return undefined
  if (before !== '') return SPECIFIED_RELEASES.slice(0, place + 1)
  return SPECIFIED_RELEASES.slice(place, after === '' ? place + 1 : undefined)
}
