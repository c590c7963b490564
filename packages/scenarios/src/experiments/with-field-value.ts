import { type JsonValue, isSameJson } from '@seatrial/core'
import type { Manifest } from '../format/manifests/manifest.ts'
import type { Action, Scenario } from '../format/scenario/scenario.ts'
import { type FieldTarget, VariedField } from './varied-field.ts'

/**
 * The scenario with another value of one field of one workload: in what is there or applied at the
 * start, and in what the timeline applies. A field that the timeline itself changes (a new image, more
 * replicas) is varied from that change on: what it was before is not what is compared.
 */
export function withFieldValue(
  scenario: Scenario,
  target: FieldTarget,
  value: JsonValue,
): Scenario {
  const field = new VariedField(scenario, target)
  const change = firstChange(scenario, field)
  const vary = (manifest: Manifest) => field.inManifest(manifest, () => value)
  let number = 0
  return {
    ...scenario,
    existing: change === undefined ? scenario.existing.map(vary) : scenario.existing,
    manifests: change === undefined ? scenario.manifests.map(vary) : scenario.manifests,
    timeline: scenario.timeline.map(({ trigger, actions }) => ({
      trigger,
      actions: actions.map((action) =>
        number++ < (change ?? 0) ? action : field.inAction(action, () => value),
      ),
    })),
  }
}

/** The number of the first action of the timeline that gives the field another value, if one does. */
function firstChange(
  { existing, manifests, timeline }: Scenario,
  field: VariedField,
): number | undefined {
  const known = [...existing, ...manifests].findLast((manifest) => field.isOf(manifest))
  if (known === undefined) return undefined
  const before = field.valueIn(known)
  const actions = timeline.flatMap((entry) => entry.actions)
  const first = actions.findIndex((action) => givesAnother(action, field, before))
  return first === -1 ? undefined : first
}

function givesAnother(action: Action, field: VariedField, before: JsonValue): boolean {
  let isAnother = false
  field.inAction(action, (value) => {
    isAnother ||= !isSameJson(value, before)
    return value
  })
  return isAnother
}
