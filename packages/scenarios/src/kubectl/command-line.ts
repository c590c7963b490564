import { KubectlError } from './kubectl-error.ts'
import { shellWords } from './shell-words.ts'

/** The flags that take a value, by their short forms. */
const SHORT_FLAGS: Readonly<Record<string, FlagName>> = {
  f: 'filename',
  l: 'selector',
  n: 'namespace',
  p: 'patch',
}

/** Flags that stand for `true` when no value follows them. */
const SWITCHES = [
  'all',
  'delete-emptydir-data',
  'disable-eviction',
  'force',
  'force-conflicts',
  'ignore-daemonsets',
  'ignore-not-found',
  'now',
  'overwrite',
  'server-side',
  'wait',
] as const

const VALUED = [
  'cascade',
  'current-replicas',
  'dry-run',
  'field-selector',
  'filename',
  'grace-period',
  'namespace',
  'patch',
  'raw',
  'replicas',
  'selector',
  'subresource',
  'timeout',
  'to-revision',
  'type',
] as const

/** The flags that the commands know. */
export type FlagName = (typeof SWITCHES)[number] | (typeof VALUED)[number]

/** A command line of kubectl, taken apart. */
export interface CommandLine {
  /** The words that are no flags, from the verb on. */
  readonly words: readonly string[]
  readonly flags: ReadonlyMap<FlagName, string>
}

/**
 * Takes a command line apart, with or without `kubectl` in front. Throws `KubectlError` for a flag that
 * no command here knows.
 */
export function parseCommandLine(line: string): CommandLine {
  const [first, ...rest] = shellWords(line)
  const pending = first === undefined || first === 'kubectl' ? rest : [first, ...rest]
  const words: string[] = []
  const flags = new Map<FlagName, string>()
  while (pending.length > 0) {
    const word = pending.shift()!
    if (!word.startsWith('-') || word === '-') {
      words.push(word)
      continue
    }
    const [spelling = '', ...valueParts] = word.replace(/^--?/, '').split('=')
    const name = flagNamed(spelling, word.startsWith('--'))
    if (name === undefined) throw new KubectlError(`error: unknown flag: ${word}`)
    flags.set(name, valueParts.length > 0 ? valueParts.join('=') : valueAfter(name, pending))
  }
  return { words, flags }
}

function flagNamed(spelling: string, isLong: boolean): FlagName | undefined {
  if (!isLong) return SHORT_FLAGS[spelling]
  return [...SWITCHES, ...VALUED].find((name) => name === spelling)
}

function valueAfter(name: FlagName, pending: string[]): string {
  if ((SWITCHES as readonly string[]).includes(name)) return 'true'
  const value = pending.shift()
  if (value === undefined) throw new KubectlError(`error: flag needs an argument: --${name}`)
  return value
}
