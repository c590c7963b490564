import { type JsonObject, type JsonValue, isJsonObject, isSameJson } from '@seatrial/core'
import { KubectlError } from '../kubectl-error.ts'

/** A JSON patch (RFC 6902): its operations one after the other. Throws `KubectlError` where one fails. */
export function jsonPatch(target: JsonObject, operations: JsonValue): JsonObject {
  if (!Array.isArray(operations)) throw new KubectlError(NO_LIST)
  let patched: JsonValue = target
  for (const operation of operations as readonly JsonValue[]) {
    patched = carryOut(patched, isJsonObject(operation) ? operation : {})
  }
  return patched as JsonObject
}

function carryOut(document: JsonValue, operation: JsonObject): JsonValue {
  const path = pointer(operation['path'])
  switch (operation['op']) {
    case 'add':
    case 'replace':
      return changed(document, path, {
        type: operation['op'],
        value: operation['value'] ?? null,
      })
    case 'remove':
      return changed(document, path, { type: 'remove' })
    case 'copy':
    case 'move': {
      const origin = pointer(operation.from)
      const value = valueAt(document, origin)
      const source =
        operation['op'] === 'move' ? changed(document, origin, { type: 'remove' }) : document
      return changed(source, path, { type: 'add', value })
    }
    case 'test':
      if (isSameJson(valueAt(document, path), operation['value'] ?? null)) return document
      throw rejected()
    default:
      throw rejected()
  }
}

type Change =
  { readonly type: 'add' | 'replace'; readonly value: JsonValue } | { readonly type: 'remove' }

function changed(document: JsonValue, path: readonly string[], change: Change): JsonValue {
  const [step, ...rest] = path
  if (step === undefined) return change.type === 'remove' ? null : change.value
  if (Array.isArray(document)) {
    return changedList(document as readonly JsonValue[], step, rest, change)
  }
  if (!isJsonObject(document)) throw rejected()
  const { [step]: old, ...others } = document
  if (rest.length > 0) {
    if (old === undefined) throw rejected()
    return { ...document, [step]: changed(old, rest, change) }
  }
  if (change.type !== 'add' && old === undefined) throw rejected()
  return change.type === 'remove' ? others : { ...document, [step]: change.value }
}

function changedList(
  list: readonly JsonValue[],
  step: string,
  rest: readonly string[],
  change: Change,
): JsonValue {
  const index = step === '-' ? list.length : Number(step)
  const isInside = index >= 0 && index < list.length
  if (rest.length > 0) {
    if (!isInside) throw rejected()
    return list.with(index, changed(list[index]!, rest, change))
  }
  if (change.type === 'add') return list.toSpliced(index, 0, change.value)
  if (!isInside) throw rejected()
  return change.type === 'remove' ? list.toSpliced(index, 1) : list.with(index, change.value)
}

function valueAt(document: JsonValue, path: readonly string[]): JsonValue {
  let value: JsonValue | undefined = document
  for (const step of path) {
    value = Array.isArray(value)
      ? (value as readonly JsonValue[])[Number(step)]
      : isJsonObject(value)
        ? value[step]
        : undefined
    if (value === undefined) throw rejected()
  }
  return value
}

/** The steps of a JSON pointer (RFC 6901). */
function pointer(path: JsonValue | undefined): readonly string[] {
  if (typeof path !== 'string') throw rejected()
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

const NO_LIST =
  'Error from server (BadRequest): error decoding patch: json: cannot unmarshal object into Go value of ' +
  'type jsonpatch.Patch'

/** Whatever is wrong with an operation, kubectl says no more of it. */
function rejected(): KubectlError {
  return new KubectlError(
    'The request is invalid: the server rejected our request due to an error in our request',
  )
}
