import { type JsonObject, jsonAt } from '@seatrial/core'
import { withValueAt } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, isSet } from '../command-context.ts'
import { KubectlError } from '../kubectl-error.ts'
import { labelOf, storedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'

/** `kubectl label KIND NAME … KEY=VALUE KEY-`. */
export function label(context: CommandContext): CommandProgress {
  return changeMap(context, { field: 'labels', set: 'labeled', removed: 'unlabeled' })
}

/** `kubectl annotate KIND NAME … KEY=VALUE KEY-`. */
export function annotate(context: CommandContext): CommandProgress {
  return changeMap(context, { field: 'annotations', set: 'annotated', removed: 'annotated' })
}

interface MapWords {
  readonly field: 'labels' | 'annotations'
  /** What is said of an object that has got a key, or lost keys only. */
  readonly set: string
  readonly removed: string
}

function changeMap(context: CommandContext, words: MapWords): CommandProgress {
  const { objects, line, output } = context
  const operands = line.words.slice(1)
  const changes = operands.filter(isChange)
  const isRemovalOnly = changes.every((change) => !change.includes('='))
  for (const object of selectedObjects(
    context,
    operands.filter((word) => !isChange(word)),
  )) {
    const stored = storedObject(context, object)
    refuseOverwriting(context, stored, changes, words.field)
    const outcome = objects.replace(object.names, stored, changed(stored, changes, words.field))
    const said = isRemovalOnly ? words.removed : words.set
    output.print(`${labelOf(object)} ${outcome === 'changed' ? said : `not ${words.set}`}`)
  }
  return 'done'
}

/** `key=value` or `key-`; the kind and the names come before the first of them. */
function isChange(word: string): boolean {
  return word.includes('=') || word.endsWith('-')
}

function changed(
  stored: JsonObject,
  changes: readonly string[],
  field: MapWords['field'],
): JsonObject {
  let object = stored
  for (const change of changes) {
    const [key = '', value] = change.split('=', 2)
    object =
      value === undefined
        ? withValueAt(object, ['metadata', field, key.slice(0, -1)], null)
        : withValueAt(object, ['metadata', field, key], value)
  }
  return object
}

function refuseOverwriting(
  context: CommandContext,
  stored: JsonObject,
  changes: readonly string[],
  field: MapWords['field'],
): void {
  if (isSet(context, 'overwrite')) return
  for (const change of changes) {
    const [key = '', value] = change.split('=', 2)
    const old = jsonAt(stored, 'metadata', field, key)
    if (value === undefined || old === undefined || old === value) continue
    throw new KubectlError(
      `error: '${key}' already has a value (${String(old)}), and --overwrite is false`,
    )
  }
}
