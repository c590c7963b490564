import { type JsonObject, type JsonValue, isJsonObject } from '@seatrial/core'
import { isMergedSet, mergeKeyOf } from './list-merge-keys.ts'

const DIRECTIVE = '$patch'
const DELETED_ELEMENTS = '$deleteFromPrimitiveList/'

/**
 * A strategic merge patch: maps are merged, lists with a merge key element by element, `null` removes,
 * `$patch: delete`, `$patch: replace` and `$deleteFromPrimitiveList/LIST` do what they say, all else replaces.
 * What a patch says of the order of lists, or of keys to be retained, is not looked at.
 */
export function strategicPatch(target: JsonValue | undefined, patch: JsonObject): JsonObject {
  const { [DIRECTIVE]: directive, ...fields } = patch
  if (directive === 'replace') return fields
  const merged: Record<string, JsonValue> = isJsonObject(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(fields)) {
    if (name.startsWith('$')) deleteElements(merged, name, value)
    else if (value === null) delete merged[name]
    else merged[name] = patchedField(name, merged[name], value)
  }
  return merged
}

function deleteElements(
  merged: Record<string, JsonValue>,
  directive: string,
  unwanted: JsonValue,
): void {
  if (!directive.startsWith(DELETED_ELEMENTS) || !isList(unwanted)) return
  const list = directive.slice(DELETED_ELEMENTS.length)
  const old = merged[list]
  if (isList(old)) merged[list] = old.filter((element) => !unwanted.includes(element))
}

function patchedField(name: string, old: JsonValue | undefined, value: JsonValue): JsonValue {
  if (isJsonObject(value)) return strategicPatch(old, value)
  if (!isList(value)) return value
  const oldElements = isList(old) ? old : []
  const mergeKey = mergeKeyOf(name)
  if (mergeKey !== undefined) return mergeElements(oldElements, value, mergeKey)
  return isMergedSet(name) ? [...new Set([...oldElements, ...value])] : value
}

/** New elements come first, as the real server puts them. */
function mergeElements(
  old: readonly JsonValue[],
  patches: readonly JsonValue[],
  mergeKey: string,
): readonly JsonValue[] {
  const elements = patches.filter(isJsonObject)
  if (elements.some((element) => element[DIRECTIVE] === 'replace')) {
    return elements.filter((element) => element[DIRECTIVE] === undefined)
  }
  const merged = [...old]
  const added: JsonValue[] = []
  for (const patch of elements) {
    const index = merged.findIndex(
      (element) => isJsonObject(element) && element[mergeKey] === patch[mergeKey],
    )
    if (patch[DIRECTIVE] === 'delete') {
      if (index >= 0) merged.splice(index, 1)
    } else if (index < 0) {
      added.push(strategicPatch(undefined, patch))
    } else {
      merged[index] = strategicPatch(merged[index], patch)
    }
  }
  return [...added, ...merged]
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
