import type { JsonObject } from '@seatrial/core'
import {
  type CommandContext,
  type CommandProgress,
  dryRunSuffix,
  flag,
  namespaceOf,
} from './command-context.ts'
import { type KindNames, kindOfWord, singularOf } from './kinds.ts'
import { KubectlError } from './kubectl-error.ts'

/** An object that a command line names. */
export interface NamedObject {
  readonly names: KindNames
  readonly namespace: string
  readonly name: string
}

/** `statefulset.apps/web`, `node/node-1`. */
export function labelOf({ names, name }: Pick<NamedObject, 'names' | 'name'>): string {
  return `${singularOf(names)}/${name}`
}

/**
 * The objects that words name, as `KIND/NAME …` or `KIND NAME …`. Throws `KubectlError` where they name
 * none.
 */
export function namedObjects(
  context: CommandContext,
  words: readonly string[],
): readonly NamedObject[] {
  const [first, ...others] = words
  if (first === undefined) throw new KubectlError('error: You must provide one or more resources')
  const namespace = namespaceOf(context)
  if (first.includes('/')) return words.map((word) => pairIn(word, namespace))
  const names = kindOfWord(first)
  if (others.length > 0) return others.map((name) => ({ names, namespace, name }))
  throw new KubectlError('error: resource(s) were provided, but no name was specified')
}

/** The one object that words name, and the words behind it. */
export function firstNamedObject(
  context: CommandContext,
  words: readonly string[],
): { readonly object: NamedObject; readonly rest: readonly string[] } {
  const length = words[0]?.includes('/') === true ? 1 : 2
  const [object] = namedObjects(context, words.slice(0, length))
  return { object: object!, rest: words.slice(length) }
}

/** The stored object that is named. Throws `KubectlError` where it is not there. */
export function storedObject(
  context: CommandContext,
  { names, namespace, name }: NamedObject,
): JsonObject {
  return context.objects.get(names, namespace, name)
}

/** Says what has become of an object: `statefulset.apps/web scaled`. With `-o name` that is its name. */
export function tell(
  context: CommandContext,
  object: Pick<NamedObject, 'names' | 'name'>,
  what: string,
): void {
  const label = labelOf(object)
  const line = isNameWanted(context) ? label : `${label} ${what}${dryRunSuffix(context)}`
  context.output.print(line)
}

/** True with `-o name`. Throws `KubectlError` for any other form of output. */
export function isNameWanted(context: CommandContext): boolean {
  const form = flag(context, 'output')
  if (form === undefined || form === 'name') return form !== undefined
  throw new KubectlError(
    `error: unable to match a printer suitable for the output format "${form}"`,
  )
}

/** Handles each of several things; one that fails does not keep the others from being handled. */
export function handleEach<T>(
  { output }: CommandContext,
  all: readonly T[],
  handle: (one: T) => void,
): CommandProgress {
  let hasFailed = false
  for (const one of all) {
    try {
      handle(one)
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error
      output.warn(error.message)
      hasFailed = true
    }
  }
  output.end(hasFailed ? 1 : 0)
  return 'done'
}

function pairIn(word: string, namespace: string): NamedObject {
  const [kind = '', name = ''] = word.split('/')
  return { names: kindOfWord(kind), namespace, name }
}
