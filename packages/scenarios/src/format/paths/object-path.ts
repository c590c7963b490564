/** One step of a path as it was written. */
export type PathStep =
  /** A field, or a key of a map such as labels. */
  | { readonly type: 'key'; readonly key: string }
  /** An element of a list by its place. */
  | { readonly type: 'index'; readonly index: number }
  /** An element of a list by its `name`. */
  | { readonly type: 'named'; readonly name: string }

/** A path into a Kubernetes object: `spec.template.spec.containers[kafka].image`. */
export interface ObjectPath {
  /** The path as it was written. */
  readonly text: string
  readonly steps: readonly PathStep[]
}

/**
 * Reads a path: fields with dots between them, elements of lists in brackets by index or by name,
 * keys that hold dots in quotes: `spec.template.metadata.labels."app.kubernetes.io/name"`.
 * Returns `undefined` for a text that is not a path.
 */
export function parseObjectPath(text: string): ObjectPath | undefined {
  const steps: PathStep[] = []
  STEP.lastIndex = 0
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text)
    if (match === null) return undefined
    const [, dot, bare, quoted, index, name, quotedName] = match
    const isFirst = steps.length === 0
    if (bare !== undefined || quoted !== undefined) {
      if (isFirst === (dot === '.')) return undefined
      steps.push({ type: 'key', key: bare ?? unquote(quoted!) })
    } else if (isFirst) {
      return undefined
    } else if (index !== undefined) {
      steps.push({ type: 'index', index: Number(index) })
    } else {
      steps.push({ type: 'named', name: name ?? unquote(quotedName!) })
    }
  }
  return steps.length === 0 ? undefined : { text, steps }
}

/** The path in its one canonical spelling. */
export function formatObjectPath(steps: readonly PathStep[]): string {
  let text = ''
  for (const step of steps) {
    if (step.type === 'index') text += `[${step.index}]`
    else if (step.type === 'named')
      text += `[${BARE_NAME.test(step.name) ? step.name : JSON.stringify(step.name)}]`
    else
      text += `${text === '' ? '' : '.'}${BARE_KEY.test(step.key) ? step.key : JSON.stringify(step.key)}`
  }
  return text
}

const QUOTED = String.raw`"[^"]*"|'[^']*'`

/** A key after an optional dot, or an index, a name or a quoted name in brackets. */
const STEP = new RegExp(
  String.raw`(\.?)(?:([^.[\]"'=\s]+)|(${QUOTED}))|\[(?:(\d{1,9})|([^\]"'=\s]+)|(${QUOTED}))\]`,
  'y',
)

const BARE_KEY = /^[^.[\]"'=\s]+$/
const BARE_NAME = /^(?!\d+$)[^\]"'=\s]+$/

function unquote(text: string): string {
  return text.slice(1, -1)
}
