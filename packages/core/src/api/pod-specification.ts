import type { JsonObject } from './json.ts'
import { listField } from './serialization/read-fields.ts'

/**
 * The spec that all pods of one revision of one owner share, as long as nobody writes one of them: the
 * pod template's `spec` as plain JSON, defaulted and never changed in place. Who needs facts out of it
 * (requests, probes, images, tolerations) works them out once and keeps them by the identity of this
 * object.
 */
export interface PodSpecification {
  readonly template: JsonObject
  /** `spec.terminationGracePeriodSeconds`, 30 by default. */
  readonly terminationGracePeriodSeconds: number
}

/** True while the pod is not to be scheduled: somebody has put gates before that. */
export function hasSchedulingGates({ template }: PodSpecification): boolean {
  return listField(template, 'schedulingGates').length > 0
}

/** The specification of a pod template's `spec`. */
export function podSpecification(template: JsonObject): PodSpecification {
  const grace = template['terminationGracePeriodSeconds']
  return { template, terminationGracePeriodSeconds: typeof grace === 'number' ? grace : 30 }
}
