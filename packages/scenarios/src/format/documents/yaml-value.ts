import type { JsonObject, JsonValue } from '@seatrial/core'
import { Alias, type Node, type Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import type { FieldPath } from '../paths/field-path.ts'
import { FORBIDDEN_KEYS, INPUT_LIMITS } from './input-limits.ts'
import { isYamlBoolean, parseYamlNumber, resolvePlainScalar } from './yaml-scalar.ts'

/** Why a node has no value that a Kubernetes object could have. */
export interface YamlProblem {
  readonly node: Node
  readonly path: FieldPath
  readonly expected: string
  readonly got: string
}

/** Where each alias leads, for those who look for the position of a value. */
export type AliasTargets = ReadonlyMap<Alias, YamlNode>

/** A node of the YAML tree; `null` is a value left empty. */
export type YamlNode = Node | null

/** What the nodes of one YAML document say. */
export interface YamlValue {
  readonly value: JsonValue
  readonly aliasTargets: AliasTargets
  readonly problems: readonly YamlProblem[]
}

/**
 * The plain JSON value of a YAML tree, with anchors, aliases and merge keys resolved.
 *
 * Time and memory are bounded: an alias shares the value of its anchor, and what all aliases stand
 * for is counted against `INPUT_LIMITS.aliasedValues`.
 */
export function readYamlValue(root: YamlNode): YamlValue {
  const reader = new YamlValueReader()
  const value = reader.read(root)
  return { value, aliasTargets: reader.aliasTargets, problems: reader.problems }
}

/**
 * The text of a key: JSON knows only text, so that `1: x` and `yes: x` become "1" and "true".
 * `undefined` when the key is a list, a map or null.
 */
export function keyText(key: unknown): string | undefined {
  if (!(key instanceof Scalar)) return undefined
  const value = scalarValue(key)
  return typeof value === 'object' ? undefined : String(value)
}

/** True for `<<`, which merges other maps into this one. */
export function isMergeKey(key: unknown): boolean {
  return key instanceof Scalar && key.type === Scalar.PLAIN && key.value === '<<'
}

/** Problems that are kept; a file with more is not made better by a longer list. */
const MOST_PROBLEMS = 100

class YamlValueReader {
  readonly aliasTargets = new Map<Alias, YamlNode>()
  readonly problems: YamlProblem[] = []
  readonly #anchors = new Map<string, Anchor>()
  readonly #path: (string | number)[] = []
  #valueCount = 0
  #aliasedCount = 0

  read(node: YamlNode): JsonValue {
    this.#valueCount++
    if (node === null) return null
    if (node instanceof Alias) return this.#readAlias(node)
    const countBefore = this.#valueCount
    const value = this.#readNode(node)
    if (hasAnchor(node)) {
      this.#anchors.set(node.anchor, { node, value, size: this.#valueCount - countBefore + 1 })
    }
    return value
  }

  #readNode(node: Node): JsonValue {
    if (node instanceof Scalar) return this.#readScalar(node)
    if (this.#path.length >= INPUT_LIMITS.depth) {
      this.#report(node, `at most ${INPUT_LIMITS.depth} lists and maps inside one another`, 'more')
      return null
    }
    if (node instanceof YAMLMap) return this.#readMap(node)
    if (node instanceof YAMLSeq) return this.#readSequence(node)
    this.#report(node, 'a list, a map or a scalar', 'something else')
    return null
  }

  #readScalar(scalar: Scalar): JsonValue {
    const value = scalarValue(scalar)
    if (value === undefined) {
      this.#report(scalar, `a value that fits its tag ${scalar.tag}`, 'another one')
      return null
    }
    if (typeof value !== 'number' || Number.isFinite(value)) return value
    this.#report(scalar, 'a number that JSON can hold', 'one that is too large or not a number')
    return null
  }

  #readSequence(sequence: YAMLSeq): JsonValue {
    return sequence.items.map((item, index) => {
      this.#path.push(index)
      const value = this.read(item as YamlNode)
      this.#path.pop()
      return value
    })
  }

  #readMap(map: YAMLMap): JsonValue {
    const object: Record<string, JsonValue> = {}
    const keys = new Set<string>()
    for (const pair of map.items) {
      if (isMergeKey(pair.key)) continue
      const key = this.#readKey(pair, keys)
      if (key === undefined) continue
      this.#path.push(key)
      object[key] = this.read(pair.value as YamlNode)
      this.#path.pop()
    }
    for (const pair of map.items) if (isMergeKey(pair.key)) this.#merge(object, pair)
    return object
  }

  #readKey(pair: Pair, seen: Set<string>): string | undefined {
    const node = pair.key as Node
    const key = keyText(node)
    if (key === undefined) {
      this.#report(node, 'a text as key', 'a list, a map or nothing')
    } else if (FORBIDDEN_KEYS.has(key)) {
      this.#report(node, 'a key that is safe to read', key)
    } else if (seen.has(key)) {
      this.#path.push(key)
      this.#report(node, 'each key once', 'it again')
      this.#path.pop()
    } else {
      seen.add(key)
      return key
    }
    return undefined
  }

  /** Keys of the map itself win over merged ones, and earlier maps over later ones. */
  #merge(object: Record<string, JsonValue>, pair: Pair): void {
    const node = pair.value as YamlNode
    this.#path.push('<<')
    const merged = this.read(node)
    this.#path.pop()
    for (const map of Array.isArray(merged) ? merged : [merged]) {
      if (typeof map !== 'object' || map === null || Array.isArray(map)) {
        this.#report(node ?? (pair.key as Node), 'maps to merge', 'something else')
        return
      }
      for (const [key, value] of Object.entries(map as JsonObject)) {
        if (!Object.hasOwn(object, key)) object[key] = value
      }
    }
  }

  #readAlias(alias: Alias): JsonValue {
    const anchor = this.#anchors.get(alias.source)
    if (anchor === undefined) {
      this.#report(alias, 'an alias of an anchor that stands before it', `*${alias.source}`)
      return null
    }
    this.aliasTargets.set(alias, anchor.node)
    this.#valueCount += anchor.size
    this.#aliasedCount += anchor.size
    const limit = INPUT_LIMITS.aliasedValues
    if (this.#aliasedCount <= limit) return anchor.value
    // Told once: all aliases after it are too many, too.
    if (this.#aliasedCount - anchor.size <= limit) {
      const expected = `aliases that stand for at most ${limit} values together`
      this.#report(alias, expected, 'more')
    }
    return null
  }

  #report(node: Node, expected: string, got: string): void {
    if (this.problems.length >= MOST_PROBLEMS) return
    this.problems.push({ node, path: [...this.#path], expected, got })
  }
}

interface Anchor {
  readonly node: Node
  readonly value: JsonValue
  /** How many values the anchored one consists of, with aliases inside it counted in full. */
  readonly size: number
}

function hasAnchor(node: Node): node is Node & { readonly anchor: string } {
  return 'anchor' in node && typeof node.anchor === 'string'
}

/** What the scalar says; `undefined` when it does not fit its tag. */
function scalarValue(scalar: Scalar): JsonValue | undefined {
  const source = typeof scalar.value === 'string' ? scalar.value : ''
  switch (scalar.tag) {
    case 'tag:yaml.org,2002:str':
    case 'tag:yaml.org,2002:binary':
      return source
    case 'tag:yaml.org,2002:null':
      return resolvePlainScalar(source) === null ? null : undefined
    case 'tag:yaml.org,2002:bool':
      return isYamlBoolean(source) ? resolvePlainScalar(source) : undefined
    case 'tag:yaml.org,2002:int':
    case 'tag:yaml.org,2002:float':
      return parseYamlNumber(source)
    default:
      return scalar.type === Scalar.PLAIN ? resolvePlainScalar(source) : source
  }
}
