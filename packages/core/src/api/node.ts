import type { ApiTime } from './api-time.ts'
import type { JsonObject } from './json.ts'
import type { ObjectMeta } from './object-meta.ts'
import type { ConditionStatus } from './pod.ts'

/** A Node as the API server stores it (core/v1). */
export interface Node {
  readonly kind: 'Node'
  readonly metadata: ObjectMeta
  readonly spec: NodeSpec
  readonly status: NodeStatus
}

export interface NodeSpec {
  readonly unschedulable: boolean
  readonly taints: readonly Taint[]
  readonly podCIDR?: string
  readonly providerID?: string
}

/** corev1.Taint. */
export interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect: string
  readonly timeAdded?: string
}

export interface NodeStatus {
  /** Quantities by resource name, as texts. */
  readonly capacity: Readonly<Record<string, string>>
  readonly allocatable: Readonly<Record<string, string>>
  readonly conditions: readonly NodeCondition[]
  /** Addresses, node info and whatever else printing reads, as it came. */
  readonly other: JsonObject
}

export interface NodeCondition {
  readonly type: string
  readonly status: ConditionStatus
  readonly reason: string
  readonly lastTransitionTime: ApiTime
}

/** The status of the node's Ready condition; '' when it has none. */
export function nodeReadiness(node: Node): ConditionStatus {
  for (const condition of node.status.conditions) {
    if (condition.type === 'Ready') return condition.status
  }
  return ''
}
