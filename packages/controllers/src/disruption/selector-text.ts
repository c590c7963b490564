import { type JsonObject, type JsonValue, compareText, isJsonObject } from '@seatrial/core'

/**
 * A label selector as Go, and with it the Events of the disruption controller, writes it:
 * `&LabelSelector{MatchLabels:map[string]string{app: web,},MatchExpressions:[]LabelSelectorRequirement{},}`.
 */
export function selectorText(selector: JsonObject | null): string {
  if (selector === null) return 'nil'
  const labels = isJsonObject(selector['matchLabels']) ? selector['matchLabels'] : {}
  const pairs = Object.entries(labels)
    .toSorted(([one], [other]) => compareText(one, other))
    .map(([key, value]) => `${key}: ${String(value)},`)
  const requirements = objectsIn(selector['matchExpressions']).map(requirementText)
  return (
    `&LabelSelector{MatchLabels:map[string]string{${pairs.join('')}},` +
    `MatchExpressions:[]LabelSelectorRequirement{${requirements.join('')}},}`
  )
}

function requirementText({ key, operator, values }: JsonObject): string {
  const list = Array.isArray(values) ? (values as readonly JsonValue[]) : []
  return (
    `LabelSelectorRequirement{Key:${String(key)},Operator:${String(operator)},` +
    `Values:[${list.map(String).join(' ')}],},`
  )
}

function objectsIn(list: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? (list as readonly JsonValue[]).filter(isJsonObject) : []
}
