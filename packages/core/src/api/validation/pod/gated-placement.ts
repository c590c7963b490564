import type { JsonObject, JsonValue } from '../../json.ts'
import { isSameJson } from '../../same-json.ts'
import { listField, objectField, objectsField } from '../../serialization/read-fields.ts'
import { type FieldErrors, invalid } from '../field-error.ts'
import { REQUIRED } from './affinity.ts'

/** Keeping a pod with scheduling gates to fewer nodes than it was made for; never to others. */
export function* validateNarrowing(spec: JsonObject, old: JsonObject, path: string): FieldErrors {
  const [selector, oldSelector] = [
    objectField(spec, 'nodeSelector'),
    objectField(old, 'nodeSelector'),
  ]
  if (!Object.entries(oldSelector).every(([key, value]) => selector[key] === value)) {
    yield invalid(`${path}.nodeSelector`, selector, 'may only be added to')
  }
  const terms = requiredTerms(spec)
  const oldTerms = requiredTerms(old)
  const isNarrower =
    oldTerms.length === 0 ||
    (terms.length === oldTerms.length &&
      oldTerms.every((oldTerm, index) => isNarrowerTerm(terms[index]!, oldTerm)))
  if (isNarrower) return
  const at = `${path}.affinity.nodeAffinity.${REQUIRED}.nodeSelectorTerms`
  yield invalid(at, terms, 'each term may only be added to')
}

function requiredTerms(spec: JsonObject): readonly JsonObject[] {
  const affinity = objectField(objectField(spec, 'affinity'), 'nodeAffinity')
  return objectsField(objectField(affinity, REQUIRED), 'nodeSelectorTerms')
}

/** True when the term asks for all that the old one asked for; one that asks for nothing finds no node. */
function isNarrowerTerm(term: JsonObject, old: JsonObject): boolean {
  const fields = ['matchExpressions', 'matchFields']
  const isEmpty = fields.every((field) => listField(old, field).length === 0)
  if (isEmpty) return isSameJson(term, old)
  return fields.every((field) => containsAll(listField(term, field), listField(old, field)))
}

function containsAll(more: readonly JsonValue[], fewer: readonly JsonValue[]): boolean {
  return fewer.every((one) => more.some((other) => isSameJson(one, other)))
}
