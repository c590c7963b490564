import { type JsonObject, type JsonValue, isJsonObject } from '@seatrial/core'

/** A way into an object, such as `.status.conditions[?(@.type=="Ready")].status`. */
export type JsonPath = readonly Step[]

type Step =
  | { readonly type: 'key'; readonly key: string }
  /** Counted from the end where it is negative. */
  | { readonly type: 'index'; readonly index: number }
  /** All elements of a list, all values of an object. */
  | { readonly type: 'all' }
  /** The elements in which something is, or is not, of that value. */
  | {
      readonly type: 'filter'
      readonly path: JsonPath
      readonly isEqual: boolean
      readonly value: string
    }

/** One step: the kinds of them are told apart by which group has matched. */
const STEP =
  /\.((?:\\.|[^.[\]\\{}\s])+)|\[['"]((?:[^'"])+)['"]\]|\[(-?\d+)\]|(\[\*\]|\.\*)|\[\?\(@([^=!<>]+?)\s*([=!]=)\s*(.+?)\s*\)\]/gy

/** Reads a path; undefined for what is none. A leading `$`, or no dot before the first key, is allowed. */
export function parseJsonPath(text: string): JsonPath | undefined {
  const relative = text.replace(/^\$/, '')
  if (relative === '' || relative === '.') return []
  const written = /^[.[]/.test(relative) ? relative : `.${relative}`
  const steps: Step[] = []
  let end = 0
  for (const match of written.matchAll(STEP)) {
    const step = stepOf(match)
    if (step === undefined) return undefined
    steps.push(step)
    end = match.index + match[0].length
  }
  return end === written.length ? steps : undefined
}

function stepOf([, key, quoted, index, all, path, comparison, value]: RegExpMatchArray):
  Step | undefined {
  if (key === '*' || all !== undefined) return { type: 'all' }
  if (key !== undefined) return { type: 'key', key: key.replace(/\\(.)/g, '$1') }
  if (quoted !== undefined) return { type: 'key', key: quoted }
  if (index !== undefined) return { type: 'index', index: Number(index) }
  const within = parseJsonPath(path ?? '')
  if (within === undefined) return undefined
  return {
    type: 'filter',
    path: within,
    isEqual: comparison === '==',
    value: (value ?? '').replace(/^(['"])(.*)\1$/, '$2'),
  }
}

/** All values that a path leads to, in the order of the object. */
export function valuesAt(root: JsonValue, path: JsonPath): readonly JsonValue[] {
  return path.reduce<readonly JsonValue[]>(
    (values, step) => values.flatMap((value) => valuesAfter(value, step)),
    [root],
  )
}

function valuesAfter(value: JsonValue, step: Step): readonly JsonValue[] {
  switch (step.type) {
    case 'key':
      return isJsonObject(value) ? present(value[step.key]) : []
    case 'index':
      return present(elementsOf(value).at(step.index))
    case 'all':
      return isJsonObject(value) ? Object.values(value).flatMap(present) : elementsOf(value)
    case 'filter':
      return elementsOf(value).filter((element) => {
        const [found] = valuesAt(element, step.path)
        return (found !== undefined && jsonText(found) === step.value) === step.isEqual
      })
  }
}

function present(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined ? [] : [value]
}

function elementsOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}

/** A value as kubectl prints it: text as it is, all else as JSON. */
export function jsonText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The same for a path into an object, several values with a comma between them; undefined for none. */
export function textAt(object: JsonObject, path: JsonPath): string | undefined {
  const values = valuesAt(object, path)
  return values.length === 0 ? undefined : values.map(jsonText).join(',')
}
