import { KubectlError } from './kubectl-error.ts'
import { shellWords } from './shell-words.ts'

/** The short forms of flags. */
const SHORT_FLAGS: Readonly<Record<string, FlagName>> = {
  A: 'all-namespaces',
  c: 'containers',
  f: 'filename',
  l: 'selector',
  n: 'namespace',
  o: 'output',
  p: 'patch',
}

/** Flags that stand for `true` when no value follows them after a `=`. */
const SWITCHES = [
  'all',
  'all-namespaces',
  'delete-emptydir-data',
  'disable-eviction',
  'force',
  'force-conflicts',
  'ignore-daemonsets',
  'ignore-not-found',
  'now',
  'overwrite',
  'save-config',
  'server-side',
  'wait',
] as const

/** Flags that take a value after a `=` only, and what they stand for without one. */
const WITH_DEFAULT = { cascade: 'background', 'dry-run': 'client', validate: 'strict' } as const

const VALUED = [
  'chunk-size',
  'containers',
  'current-replicas',
  'field-manager',
  'field-selector',
  'filename',
  'for',
  'grace-period',
  'hard',
  'limits',
  'max-unavailable',
  'min-available',
  'namespace',
  'output',
  'patch',
  'pod-selector',
  'raw',
  'replicas',
  'request-timeout',
  'requests',
  'resource-version',
  'selector',
  'skip-wait-for-delete-timeout',
  'subresource',
  'timeout',
  'to-revision',
  'type',
] as const

/** The flags that are known. Those of them that no command asks for change nothing that is simulated. */
export type FlagName =
  (typeof SWITCHES)[number] | keyof typeof WITH_DEFAULT | (typeof VALUED)[number]

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
    const [spelling = '', ...valueParts] = word.split('=')
    const name = flagNamed(spelling)
    flags.set(name, valueParts.length > 0 ? valueParts.join('=') : valueAfter(name, pending))
  }
  return { words, flags }
}

function flagNamed(spelling: string): FlagName {
  const isLong = spelling.startsWith('--')
  const found = isLong
    ? LONG_FLAGS.find((name) => `--${name}` === spelling)
    : SHORT_FLAGS[spelling.slice(1)]
  if (found !== undefined) return found
  throw new KubectlError(
    isLong
      ? `error: unknown flag: ${spelling}`
      : `error: unknown shorthand flag: '${spelling.slice(1, 2)}' in ${spelling}`,
  )
}

const LONG_FLAGS: readonly FlagName[] = [
  ...SWITCHES,
  ...(Object.keys(WITH_DEFAULT) as (keyof typeof WITH_DEFAULT)[]),
  ...VALUED,
]

function valueAfter(name: FlagName, pending: string[]): string {
  if (name in WITH_DEFAULT) return WITH_DEFAULT[name as keyof typeof WITH_DEFAULT]
  if ((SWITCHES as readonly string[]).includes(name)) return 'true'
  const value = pending.shift()
  if (value === undefined) throw new KubectlError(`error: flag needs an argument: --${name}`)
  return value
}
