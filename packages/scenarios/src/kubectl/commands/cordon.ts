import { type JsonObject, jsonAt } from '@seatrial/core'
import { withValueAt } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, flag } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { namesOfKind } from '../kinds.ts'
import { usageError } from '../kubectl-error.ts'
import { type NamedObject, storedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'
import { tell } from '../tell.ts'

/** `kubectl cordon NODE …`. */
export function cordon(context: CommandContext): CommandProgress {
  return handleEach(context, meantNodes(context), (node) => setCordoned(context, node, true))
}

/** `kubectl uncordon NODE …`. */
export function uncordon(context: CommandContext): CommandProgress {
  return handleEach(context, meantNodes(context), (node) => setCordoned(context, node, false))
}

/** The nodes that a command names, with or without `node/` in front, or selects with `-l`. */
export function meantNodes(context: CommandContext): readonly NamedObject[] {
  const [verb = '', ...words] = context.line.words
  if (flag(context, 'selector') !== undefined) {
    if (words.length > 0) throw usageError(verb, NAMES_AND_SELECTOR)
    return selectedObjects(context, ['nodes'])
  }
  if (words.length === 0) throw usageError(verb, `USAGE: ${verb} NODE [flags]`)
  const names = namesOfKind('Node')
  return words.map((word) => ({ names, namespace: '', name: word.replace(/^nodes?\//, '') }))
}

const NAMES_AND_SELECTOR = 'cannot specify both a node name and a --selector option'

/** Closes a node to new pods, and says so. */
export function cordonNode(context: CommandContext, node: NamedObject): void {
  setCordoned(context, node, true)
}

function setCordoned(context: CommandContext, object: NamedObject, isCordoned: boolean): void {
  const node = storedObject(context, object)
  const isAlready = (jsonAt(node, 'spec', 'unschedulable') === true) === isCordoned
  if (!isAlready) context.objects.replace(object.names, node, withCordon(node, isCordoned))
  const word = isCordoned ? 'cordoned' : 'uncordoned'
  tell(context, object, isAlready ? `already ${word}` : word)
}

function withCordon(node: JsonObject, isCordoned: boolean): JsonObject {
  return withValueAt(node, ['spec', 'unschedulable'], isCordoned ? true : null)
}
