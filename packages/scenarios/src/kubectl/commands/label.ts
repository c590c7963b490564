import { type JsonObject, jsonAt, labelValue, qualifiedName } from '@seatrial/core'
import { withValueAt } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, isSet } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { KubectlError } from '../kubectl-error.ts'
import { storedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'
import { tell } from '../tell.ts'

/** `kubectl label KIND NAME … KEY=VALUE KEY-`. */
export function label(context: CommandContext): CommandProgress {
  for (const word of context.line.words.slice(1).filter(isChange)) refuseWrongLabel(word)
  return changeMap(context, {
    field: 'labels',
    told: (before, after) => LABEL_WORDS[changeOf(before, after)],
    missing: (key) => `label "${key}" not found.`,
    taken: (values) => values.map((value) => `${value}, and --overwrite is false`).join(', '),
  })
}

/** `kubectl annotate KIND NAME … KEY=VALUE KEY-`. */
export function annotate(context: CommandContext): CommandProgress {
  return changeMap(context, {
    field: 'annotations',
    told: () => 'annotated',
    taken: (values) =>
      `--overwrite is false but found the following declared annotation(s): ${values.join('; ')}`,
  })
}

function refuseWrongLabel(change: string): void {
  const [key, value] = pairIn(change)
  const wrong =
    value === undefined
      ? qualifiedName(key.slice(0, -1))
      : (qualifiedName(key) ?? labelValue(value))
  if (wrong === undefined) return
  throw new KubectlError(`error: invalid label value: "${change}": a valid label ${wrong}`)
}

/** What is said of an object whose labels have changed. */
const LABEL_WORDS = {
  none: 'not labeled',
  set: 'labeled',
  removed: 'unlabeled',
  both: 'modified',
} as const

/** One of the maps of an object's metadata, and what kubectl says of it. */
interface MapWords {
  readonly field: 'labels' | 'annotations'
  readonly told: (before: JsonObject, after: JsonObject) => string
  /** Said of keys that are to go and are not there. */
  readonly missing?: (key: string) => string
  /** The error about keys that have other values already. */
  readonly taken: (values: readonly string[]) => string
}

function changeMap(context: CommandContext, words: MapWords): CommandProgress {
  const { objects, line, output } = context
  const operands = line.words.slice(1)
  const changes = operands.filter(isChange)
  const named = operands.filter((word) => !isChange(word))
  if (changes.length === 0) {
    throw new KubectlError(`error: at least one ${words.field.slice(0, -1)} update is required`)
  }
  return handleEach(context, selectedObjects(context, named), (object) => {
    const stored = storedObject(context, object)
    const before = mapIn(stored, words.field)
    for (const key of removedKeys(changes)) {
      if (before[key] === undefined && words.missing) output.print(words.missing(key))
    }
    if (!isSet(context, 'overwrite')) refuseOverwriting(before, changes, words)
    const after = changed(stored, changes, words.field)
    objects.replace(object.names, stored, after)
    tell(context, object, words.told(before, mapIn(after, words.field)))
  })
}

function mapIn(object: JsonObject, field: MapWords['field']): JsonObject {
  return (jsonAt(object, 'metadata', field) ?? {}) as JsonObject
}

function changeOf(before: JsonObject, after: JsonObject): keyof typeof LABEL_WORDS {
  const isRemoved = Object.keys(before).some((key) => after[key] === undefined)
  const isChanged = Object.entries(after).some(([key, value]) => before[key] !== value)
  if (isChanged) return isRemoved ? 'both' : 'set'
  return isRemoved ? 'removed' : 'none'
}

/** A key and its value, in which there may be a `=`; no value for `key-`. */
function pairIn(change: string): readonly [key: string, value?: string] {
  const [key = '', value] = change.split(/=(.*)/s, 2)
  return value === undefined ? [key] : [key, value]
}

function removedKeys(changes: readonly string[]): readonly string[] {
  return changes.filter((change) => !change.includes('=')).map((change) => change.slice(0, -1))
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
    const [key, value] = pairIn(change)
    object =
      value === undefined
        ? withValueAt(object, ['metadata', field, key.slice(0, -1)], null)
        : withValueAt(object, ['metadata', field, key], value)
  }
  return object
}

function refuseOverwriting(
  before: JsonObject,
  changes: readonly string[],
  { taken }: MapWords,
): void {
  const values = changes.flatMap((change) => {
    const [key, value] = pairIn(change)
    const old = before[key]
    if (value === undefined || old === undefined || old === value) return []
    return [`'${key}' already has a value (${String(old)})`]
  })
  if (values.length === 0) return
  throw new KubectlError(`error: ${taken(values)}`)
}
