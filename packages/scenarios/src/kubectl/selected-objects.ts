import { type JsonObject, jsonAt, parseLabelSelector } from '@seatrial/core'
import { type CommandContext, flag, isSet, namespaceOf } from './command-context.ts'
import { fieldSelector } from './field-selector.ts'
import { kindOfWord } from './kinds.ts'
import { KubectlError } from './kubectl-error.ts'
import { kindIn, nameIn, namespaceIn } from './kubectl-objects.ts'
import { manifestsIn } from './manifest-input.ts'
import { type NamedObject, namedObjects } from './named-objects.ts'

/**
 * The objects that a command means: those of the input with `-f -`, else those that the words name, or that
 * `-l`, `--field-selector` and `--all` select of the kinds that they name.
 */
export function selectedObjects(
  context: CommandContext,
  words: readonly string[],
): readonly NamedObject[] {
  if (flag(context, 'filename') !== undefined) return objectsOfInput(context)
  const isSelection =
    isSet(context, 'all') ||
    flag(context, 'selector') !== undefined ||
    flag(context, 'field-selector') !== undefined
  return isSelection ? objectsOfKinds(context, words) : namedObjects(context, words)
}

/** As `selectedObjects`; a kind without names means all of that kind. */
export function objectsOrAllOfKind(
  context: CommandContext,
  words: readonly string[],
): readonly NamedObject[] {
  const isKindOnly = words.length === 1 && !words[0]!.includes('/')
  return isKindOnly ? objectsOfKinds(context, words) : selectedObjects(context, words)
}

function objectsOfInput(context: CommandContext): readonly NamedObject[] {
  return manifestsIn(context).map((manifest) => ({
    names: kindIn(manifest),
    namespace: namespaceIn(manifest),
    name: nameIn(manifest),
  }))
}

function objectsOfKinds(
  context: CommandContext,
  [kinds = '']: readonly string[],
): readonly NamedObject[] {
  const namespace = namespaceOf(context)
  const matchesLabels = labelTest(flag(context, 'selector'))
  const matchesFields = fieldSelector(flag(context, 'field-selector'))
  return kinds.split(',').flatMap((word) => {
    const names = kindOfWord(word)
    return context.objects
      .list(names, namespace)
      .filter((object) => matchesLabels(object) && matchesFields(object))
      .map((object) => ({ names, namespace, name: nameIn(object) }))
  })
}

function labelTest(text: string | undefined): (object: JsonObject) => boolean {
  if (text === undefined) return () => true
  const selector = parseLabelSelector(text)
  if (selector === undefined) {
    throw new KubectlError(`error: unable to parse the label selector "${text}"`)
  }
  return (object) => selector.matches((jsonAt(object, 'metadata', 'labels') ?? {}) as Labels)
}

type Labels = Readonly<Record<string, string>>
