import type { JsonObject } from '@seatrial/core'
import { type CommandContext, namespaceOf } from './command-context.ts'
import { type KindNames, kindOfWord, singularOf } from './kinds.ts'
import { KubectlError } from './kubectl-error.ts'

/** An object that a command line names. */
export interface NamedObject {
  readonly names: KindNames
  readonly name: string
}

/** `statefulset.apps/web`, `node/node-1`. */
export function labelOf({ names, name }: NamedObject): string {
  return `${singularOf(names)}/${name}`
}

/**
 * The objects that words name, as `KIND/NAME …` or `KIND NAME …`. Throws `KubectlError` where they name
 * none.
 */
export function namedObjects(words: readonly string[]): readonly NamedObject[] {
  const [first] = words
  if (first === undefined) throw new KubectlError('error: You must provide one or more resources')
  if (first.includes('/')) return words.map(pairIn)
  const names = kindOfWord(first)
  return words.slice(1).map((name) => ({ names, name }))
}

/** The one object that words name, and the words behind it. */
export function firstNamedObject(words: readonly string[]): {
  readonly object: NamedObject
  readonly rest: readonly string[]
} {
  const [first = '', second = ''] = words
  const isPair = first.includes('/')
  const object = isPair ? pairIn(first) : { names: kindOfWord(first), name: second }
  return { object, rest: words.slice(isPair ? 1 : 2) }
}

/** The stored object that is named. Throws `KubectlError` where it is not there. */
export function storedObject(context: CommandContext, { names, name }: NamedObject): JsonObject {
  return context.objects.get(names, namespaceOf(context), name)
}

function pairIn(word: string): NamedObject {
  const [kind = '', name = ''] = word.split('/')
  return { names: kindOfWord(kind), name }
}
