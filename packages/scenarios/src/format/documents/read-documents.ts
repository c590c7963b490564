import { InputError, type InputErrorFields, throwIfAny } from '../../input-error.ts'
import { INPUT_LIMITS } from './input-limits.ts'
import { readJsonStream } from './json-document.ts'
import type { SourceDocument } from './source-document.ts'
import { readYamlStream } from './yaml-document.ts'

/**
 * Reads a file as kubectl does: a stream of YAML documents, or JSON. Empty documents are left out;
 * a byte-order mark, CRLF line ends, anchors, aliases, merge keys and YAML 1.1 words are understood.
 *
 * Throws `InputErrors` for what is not YAML and for hostile input: repeated or unsafe keys, numbers
 * that JSON cannot hold, and whatever is above `INPUT_LIMITS`. Time and memory stay bounded.
 */
export function readDocuments(file: string, text: string): readonly SourceDocument[] {
  const body = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
  throwIfAny(checkLength(file, body.length, INPUT_LIMITS.jsonLength))
  const json = readJsonStream(file, body)
  if (json !== undefined) {
    throwIfAny(json.errors)
    return json.documents
  }
  throwIfAny(checkLength(file, body.length, INPUT_LIMITS.yamlLength))
  const yaml = readYamlStream(file, body)
  throwIfAny(yaml.errors)
  return yaml.documents
}

function checkLength(file: string, length: number, limit: number): readonly InputError[] {
  if (length <= limit) return []
  const fields: InputErrorFields = {
    file,
    path: '',
    expected:
      `at most ${inMebibytes(INPUT_LIMITS.yamlLength)} of YAML ` +
      `(JSON, as kubectl get -o json prints it, may have ${inMebibytes(INPUT_LIMITS.jsonLength)})`,
    got: inMebibytes(length),
  }
  return [new InputError(fields)]
}

function inMebibytes(length: number): string {
  return `${Math.ceil(length / (1024 * 1024))} MiB`
}

const BYTE_ORDER_MARK = '\uFEFF'
