import type { JsonObject } from '../json.ts'
import { changeObject, fillAbsent } from './fill.ts'
import { podSpecDefaults } from './pod-spec.ts'

/** The pod template in the spec of a workload. */
export function withTemplateDefaults(workloadSpec: JsonObject): JsonObject {
  return changeObject(fillAbsent(workloadSpec, { template: {} }), 'template', (template) =>
    changeObject(fillAbsent(template, { spec: {} }), 'spec', podSpecDefaults),
  )
}
