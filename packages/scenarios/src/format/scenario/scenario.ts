import type { JsonValue } from '@seatrial/core'
import type { DeepReadonly } from '../language/deep-readonly.ts'
import type { WorkloadReference } from '../language/object-reference.ts'
import type { Manifest } from '../manifests/manifest.ts'
import type { FieldPath } from '../paths/field-path.ts'
import type { ParsedAction } from './action.ts'
import type { Churn } from './churn.ts'
import type { ParsedScenario } from './scenario-schema.ts'
import type { Trigger } from './timeline.ts'

type ParsedSpec = ParsedScenario['spec']

/** The declared input of one run: plain data, complete with all defaults. */
export interface Scenario extends ScenarioSettings {
  readonly kind: 'Scenario'
  readonly name: string
  readonly description: string
  /** What is applied at the start. */
  readonly manifests: readonly Manifest[]
  /** What the cluster already has. */
  readonly existing: readonly Manifest[]
  readonly churn: DeepReadonly<Churn>
  readonly timeline: readonly TimelineEntry[]
  /** Kinds among the manifests that do not matter to a rollout; their objects are left out. */
  readonly ignoredKinds: readonly string[]
}

/** What the definition of the format yields as it is: see the descriptions there. */
export type ScenarioSettings = DeepReadonly<
  Omit<ParsedSpec, 'manifests' | 'existing' | 'churn' | 'timeline'>
>

/** The cluster as it is before anything happens. */
export type ClusterSettings = ScenarioSettings['cluster']

/** A group of like nodes. */
export type NodePool = ClusterSettings['nodes'][number]

/** A storage class that a scenario brings along. */
export type StorageClassSettings = ClusterSettings['storageClasses'][number]

/** When a run ends. */
export type Until = ScenarioSettings['until']

/** Names that are given instead of drawn. */
export type GivenNames = ScenarioSettings['names']

/** When something happens, and what. */
export interface TimelineEntry {
  readonly trigger: Trigger
  /** In the order in which they are done. */
  readonly actions: readonly Action[]
}

/** One thing that a timeline does. */
export type Action =
  | DeepReadonly<Exclude<ParsedAction, { readonly type: 'apply' | 'setImage' | 'set' }>>
  | ApplyAction
  | SetImageAction
  | SetAction

/** Applies manifests as kubectl does. */
export interface ApplyAction {
  readonly type: 'apply'
  readonly manifests: readonly Manifest[]
}

/** Gives containers new images. */
export interface SetImageAction {
  readonly type: 'setImage'
  readonly changes: readonly {
    readonly workload: WorkloadReference
    /** By name of the container. */
    readonly images: Readonly<Record<string, string>>
  }[]
}

/** Gives fields new values. */
export interface SetAction {
  readonly type: 'set'
  readonly changes: readonly {
    readonly workload: WorkloadReference
    readonly fields: readonly FieldAssignment[]
  }[]
}

/** A field of an object and its new value; `null` removes it. */
export interface FieldAssignment {
  readonly path: FieldPath
  readonly value: JsonValue
}
