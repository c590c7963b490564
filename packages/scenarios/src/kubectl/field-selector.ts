import { type JsonObject, jsonAt } from '@seatrial/core'

/** What `--field-selector` selects: objects in which all terms hold. */
export type FieldSelector = (object: JsonObject) => boolean

/** `spec.nodeName=node-1,metadata.name!=web-0`; without a text all objects are selected. */
export function fieldSelector(text = ''): FieldSelector {
  const tests = text
    .split(',')
    .filter((term) => term !== '')
    .map(termTest)
  return (object) => tests.every((test) => test(object))
}

/** A field that is not set is equal to nothing at all. */
function termTest(term: string): FieldSelector {
  const [field = '', value = ''] = term.split(/!?==?/)
  const path = field.split('.')
  const isWanted = !term.includes('!=')
  return (object) => (String(jsonAt(object, ...path) ?? '') === value) === isWanted
}
