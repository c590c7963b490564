import type { JsonValue } from '@seatrial/core'
import {
  Alias,
  type Document,
  type Pair,
  type YAMLError,
  YAMLMap,
  YAMLSeq,
  parseAllDocuments,
} from 'yaml'
import { InputError, type Position } from '../../input-error.ts'
import { type FieldPath, formatFieldPath } from '../paths/field-path.ts'
import { INPUT_LIMITS } from './input-limits.ts'
import { LineIndex } from './line-index.ts'
import type { SourceDocument } from './source-document.ts'
import {
  type AliasTargets,
  type YamlNode,
  type YamlProblem,
  isMergeKey,
  keyText,
  readYamlValue,
} from './yaml-value.ts'

/** The documents of a YAML stream and what is wrong with them; empty documents are left out. */
export interface YamlStream {
  readonly documents: readonly SourceDocument[]
  readonly errors: readonly InputError[]
}

/** Reads a stream of YAML documents. What is wrong is returned, not thrown. */
export function readYamlStream(file: string, text: string): YamlStream {
  const lines = new LineIndex(text)
  const source = { file, text, lines }
  const documents: SourceDocument[] = []
  const errors: InputError[] = []
  for (const document of composeDocuments(text)) {
    const syntaxError = document.errors[0]
    if (syntaxError !== undefined) {
      errors.push(explainSyntaxError(source, syntaxError))
      continue
    }
    const root = document.contents
    const { value, aliasTargets, problems } = readYamlValue(root)
    for (const problem of problems) errors.push(explainProblem(source, problem))
    if (value !== null) documents.push(new YamlDocument(file, lines, root, value, aliasTargets))
  }
  return { documents, errors }
}

/**
 * The trees of all documents. Scalars stay text: what they mean is decided by our own reading of
 * kubectl's rules, whatever version a `%YAML` directive names. Duplicate keys are found there too,
 * since the library's check takes quadratic time.
 */
function composeDocuments(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  return 'empty' in documents ? [] : documents
}

/** A text and where its lines are. */
interface YamlSource {
  readonly file: string
  readonly text: string
  readonly lines: LineIndex
}

/** What stands in a place instead of what was expected. */
interface Misfit {
  readonly path: string
  readonly expected: string
  readonly got: string
}

function explainSyntaxError(source: YamlSource, { code, message, pos }: YAMLError): InputError {
  if (code === 'RESOURCE_EXHAUSTION') {
    const expected = `at most ${INPUT_LIMITS.depth} lists and maps inside one another`
    return errorAt(source, pos[0], { path: '', expected, got: 'more' })
  }
  // The library's reason without its first capital; it never quotes values.
  const reason = message.charAt(0).toLowerCase() + message.slice(1)
  return errorAt(source, pos[0], { path: '', expected: 'valid YAML', got: `this: ${reason}` })
}

function explainProblem(
  source: YamlSource,
  { node, path, expected, got }: YamlProblem,
): InputError {
  return errorAt(source, startOf(node), { path: formatFieldPath(path), expected, got })
}

function errorAt({ file, text, lines }: YamlSource, offset: number, misfit: Misfit): InputError {
  const told = isTemplateLine(text, offset) ? { ...misfit, ...TEMPLATE } : misfit
  return new InputError({ file, position: lines.position(offset), ...told })
}

/** A file of a chart is no YAML yet, and what is wrong with it as YAML explains nothing. */
function isTemplateLine(text: string, offset: number): boolean {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(start, end === -1 ? text.length : end).includes('{{')
}

const TEMPLATE = {
  expected: 'plain YAML',
  got: 'a template, which helm template renders first',
}

class YamlDocument implements SourceDocument {
  readonly file: string
  readonly value: JsonValue
  readonly #lines: LineIndex
  readonly #root: YamlNode
  readonly #aliasTargets: AliasTargets

  constructor(
    file: string,
    lines: LineIndex,
    root: YamlNode,
    value: JsonValue,
    aliasTargets: AliasTargets,
  ) {
    this.file = file
    this.value = value
    this.#lines = lines
    this.#root = root
    this.#aliasTargets = aliasTargets
  }

  valuePosition(path: FieldPath): Position {
    return this.#lines.position(startOf(this.#walk(path).value))
  }

  keyPosition(path: FieldPath): Position {
    const { key, value } = this.#walk(path)
    return this.#lines.position(startOf(key ?? value))
  }

  /** The nodes of the last step, or of the deepest existing parent, which then has no key. */
  #walk(path: FieldPath): { readonly key: YamlNode; readonly value: YamlNode } {
    let key: YamlNode = null
    let value = this.#root
    for (const step of path) {
      const child = this.#child(value, step)
      if (child === undefined) return { key: null, value }
      key = child.key
      // A value left empty stands where its key does.
      value = child.value ?? child.key
    }
    return { key, value }
  }

  #child(
    parent: YamlNode,
    step: string | number,
  ): Pick<Pair<YamlNode, YamlNode>, 'key' | 'value'> | undefined {
    const node = this.#resolve(parent)
    if (node instanceof YAMLSeq) {
      const item = typeof step === 'number' ? (node.items[step] as YamlNode | undefined) : undefined
      return item === undefined ? undefined : { key: null, value: item }
    }
    if (!(node instanceof YAMLMap)) return undefined
    const pair = node.items.find((item) => !isMergeKey(item.key) && keyText(item.key) === step)
    return (pair as Pair<YamlNode, YamlNode> | undefined) ?? this.#mergedChild(node, step)
  }

  #mergedChild(
    map: YAMLMap,
    step: string | number,
  ): Pick<Pair<YamlNode, YamlNode>, 'key' | 'value'> | undefined {
    for (const pair of map.items) {
      if (!isMergeKey(pair.key)) continue
      const merged = this.#resolve(pair.value as YamlNode)
      for (const source of merged instanceof YAMLSeq ? merged.items : [merged]) {
        const child = this.#child(source as YamlNode, step)
        if (child !== undefined) return child
      }
    }
    return undefined
  }

  #resolve(node: YamlNode): YamlNode {
    return node instanceof Alias ? (this.#aliasTargets.get(node) ?? null) : node
  }
}

function startOf(node: YamlNode): number {
  return node?.range?.[0] ?? 0
}
