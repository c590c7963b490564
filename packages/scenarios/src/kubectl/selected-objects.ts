import { type JsonObject, jsonAt, parseLabelSelector } from '@seatrial/core'
import { type CommandContext, flag, isSet, namespaceOf } from './command-context.ts'
import { kindOfWord } from './kinds.ts'
import { nameIn } from './kubectl-objects.ts'
import { type NamedObject, namedObjects } from './named-objects.ts'

/** The objects that words name, or that `-l`, `--field-selector` and `--all` select of the kinds that they name. */
export function selectedObjects(
  context: CommandContext,
  words: readonly string[],
): readonly NamedObject[] {
  const selector = flag(context, 'selector')
  if (selector === undefined && !isSet(context, 'all')) return namedObjects(words)
  const fields = flag(context, 'field-selector')
  const kinds = (words[0] ?? '').split(',').map(kindOfWord)
  return kinds.flatMap((names) =>
    context.objects
      .list(names, namespaceOf(context))
      .filter((object) => matchesLabels(object, selector) && matchesFields(object, fields))
      .map((object) => ({ names, name: nameIn(object) })),
  )
}

function matchesLabels(object: JsonObject, selector: string | undefined): boolean {
  if (selector === undefined) return true
  const labels = (jsonAt(object, 'metadata', 'labels') ?? {}) as Readonly<Record<string, string>>
  return parseLabelSelector(selector)?.matches(labels) ?? false
}

/** `spec.nodeName=node-1,metadata.name!=web-0`. */
function matchesFields(object: JsonObject, fields: string | undefined): boolean {
  return (fields ?? '')
    .split(',')
    .filter((term) => term !== '')
    .every((term) => {
      const [path = '', value = ''] = term.split(/!?==?/)
      const isEqual = String(jsonAt(object, ...path.split('.')) ?? '') === value
      return term.includes('!=') ? !isEqual : isEqual
    })
}
