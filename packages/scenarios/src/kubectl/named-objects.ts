import type { JsonObject } from '@seatrial/core'
import { type CommandContext, namespaceOf } from './command-context.ts'
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

/** The stored object that is named. Throws `KubectlError` where it is not there. */
export function storedObject(
  context: CommandContext,
  { names, namespace, name }: NamedObject,
): JsonObject {
  return context.objects.get(names, namespace, name)
}

function pairIn(word: string, namespace: string): NamedObject {
  const [kind = '', name = ''] = word.split('/')
  return { names: kindOfWord(kind), namespace, name }
}
