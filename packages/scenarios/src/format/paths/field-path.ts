import { type JsonValue, isJsonObject } from '@seatrial/core'
import { describeValue } from '../../input-error.ts'

/** The way from the top of a document to one of its values: keys and list indexes. */
export type FieldPath = readonly (string | number)[]

/** The value at `path`, or `undefined` where the document does not go that far. */
export function valueAt(root: JsonValue, path: FieldPath): JsonValue | undefined {
  let value: JsonValue | undefined = root
  for (const step of path) value = childOf(value, step)
  return value
}

/** One step down; inherited properties are not children. */
export function childOf(
  value: JsonValue | undefined,
  step: string | number,
): JsonValue | undefined {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
}

/** The elements of the list at `path`; none where there is no list. */
export function elementsAt(root: JsonValue | undefined, path: FieldPath): readonly JsonValue[] {
  const value = root === undefined ? undefined : valueAt(root, path)
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}

/**
 * The path as people write it: `spec.template.spec.containers[kafka].image`.
 *
 * An element of a list is called by its `name` where `root` gives it one that no other element
 * has, else by its index. Keys with dots or other punctuation stand in quotes.
 */
export function formatFieldPath(path: FieldPath, root?: JsonValue): string {
  let text = ''
  let value = root
  for (const step of path) {
    if (typeof step === 'number') text += `[${elementName(value, step)}]`
    else text += text === '' ? formatKey(step) : `.${formatKey(step)}`
    value = childOf(value, step)
  }
  return text
}

function elementName(list: JsonValue | undefined, index: number): string {
  const name = nameOf(childOf(list, index))
  if (name === undefined || !Array.isArray(list)) return String(index)
  const namesakes = list.filter((element: JsonValue) => nameOf(element) === name)
  return namesakes.length === 1 ? name : String(index)
}

function nameOf(value: JsonValue | undefined): string | undefined {
  const name = childOf(value, 'name')
  return typeof name === 'string' && PLAIN_NAME.test(name) ? name : undefined
}

function formatKey(key: string): string {
  return key.length <= LONGEST_KEY && PLAIN_KEY.test(key) ? key : describeValue(key)
}

/** A name that cannot be mistaken for an index or break out of its brackets. */
const PLAIN_NAME = /^(?!\d+$)[\w.-]{1,253}$/

/** Longer keys, which no object of ours has, are cut. */
const LONGEST_KEY = 320

/** A key that needs no quotes; `kind/name` keys read best as they are. */
const PLAIN_KEY = /^[\w$-]+(?:\/[\w$-]+){0,2}$/
