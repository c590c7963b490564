import { type JsonValue, isJsonObject } from '@seatrial/core'
import { childOf } from '../paths/field-path.ts'
import type { Manifest } from './manifest.ts'
import { addressOf, workloadsOf } from './workloads.ts'

/** A field that would matter to a rollout but that the simulation does not know. */
export interface UnsimulatedField {
  /** `spec.template.spec.containers[].lifecycle.postStart`. */
  readonly field: string
  /** What a cluster would do with it. */
  readonly effect: string
  /** The workloads that have it, as in `statefulset/kafka`. */
  readonly workloads: readonly string[]
}

const POD = 'spec.template.spec'

/** The fields that would matter, and what a cluster does with them that a run does not. */
export const UNSIMULATED_FIELDS: Readonly<Record<string, string>> = {
  [`${POD}.resourceClaims`]: 'pods wait for devices to be allocated',
  [`${POD}.readinessGates`]: 'pods are ready only when somebody else says so too',
  [`${POD}.containers[].lifecycle.postStart`]: 'containers count as started after this hook',
  [`${POD}.containers[].restartPolicyRules`]: 'some exits restart a container, others do not',
  'spec.volumeClaimTemplates[].spec.dataSource': 'volumes are made from a snapshot or a clone',
  'spec.volumeClaimTemplates[].spec.dataSourceRef': 'volumes are made from a snapshot or a clone',
}

/** The fields of some workloads that would matter and are not simulated, each once. */
export function unsimulatedFields(manifests: readonly Manifest[]): readonly UnsimulatedField[] {
  const workloads = workloadsOf(manifests)
  return Object.entries(UNSIMULATED_FIELDS).flatMap(([field, effect]) => {
    const steps = field.split('.')
    const users = workloads.filter(({ object }) => has(object, steps)).map(addressOf)
    return users.length === 0 ? [] : [{ field, effect, workloads: users }]
  })
}

/** True when the steps lead to a value that says something; `[]` after a step means any element. */
function has(value: JsonValue | undefined, steps: readonly string[]): boolean {
  const [step, ...rest] = steps
  if (step === undefined) return saysSomething(value)
  if (!step.endsWith('[]')) return has(childOf(value, step), rest)
  const list = childOf(value, step.slice(0, -'[]'.length))
  return Array.isArray(list) && (list as readonly JsonValue[]).some((element) => has(element, rest))
}

function saysSomething(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return false
  if (Array.isArray(value)) return value.length > 0
  return !isJsonObject(value) || Object.keys(value).length > 0
}
