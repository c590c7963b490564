import { type JsonObject, compareText, listField, objectField, objectsField } from '@seatrial/core'

/**
 * A label selector as Go, and with it the Events of the disruption controller, writes it:
 * `&LabelSelector{MatchLabels:map[string]string{app: web,},MatchExpressions:[]LabelSelectorRequirement{},}`.
 */
export function selectorText(selector: JsonObject | null): string {
  if (selector === null) return 'nil'
  const pairs = Object.entries(objectField(selector, 'matchLabels'))
    .toSorted(([one], [other]) => compareText(one, other))
    .map(([key, value]) => `${key}: ${String(value)},`)
  const requirements = objectsField(selector, 'matchExpressions').map(requirementText)
  return (
    `&LabelSelector{MatchLabels:map[string]string{${pairs.join('')}},` +
    `MatchExpressions:[]LabelSelectorRequirement{${requirements.join('')}},}`
  )
}

function requirementText(requirement: JsonObject): string {
  const { key, operator } = requirement
  return (
    `LabelSelectorRequirement{Key:${String(key)},Operator:${String(operator)},` +
    `Values:[${listField(requirement, 'values').map(String).join(' ')}],},`
  )
}
