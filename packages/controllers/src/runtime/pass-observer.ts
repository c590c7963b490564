import type { DaemonSet, SimTime, StatefulSet } from '@seatrial/core'
import type { PodPlan } from '../daemon-set/pod-plan.ts'

/**
 * What a pass has decided to do to the pods of its set. The set is as the pass has it, which may be
 * older than what the store has by now.
 */
export type PodDecision =
  /** StatefulSet: the pod of an empty slot is to be made. */
  | { readonly type: 'fill-slot'; readonly set: StatefulSet; readonly ordinal: number }
  /** StatefulSet: outdated pods are to be replaced, in this order. */
  | {
      readonly type: 'replace-pods'
      readonly set: StatefulSet
      readonly podNames: readonly string[]
      readonly updateRevision: string
      /** The instant by which the pass judges who is available. */
      readonly judgedAt: SimTime
    }
  /** DaemonSet: nodes are brought to their pods, or outdated pods replaced. */
  | {
      readonly type: 'manage-nodes' | 'roll-nodes'
      readonly set: DaemonSet
      readonly plan: PodPlan
      /** What the pods of the current revision carry as their label. */
      readonly revisionHash: string
    }

/** Follows the passes of the set controllers: what they read when, and what they decide by it. */
export interface PassObserver {
  /** A DaemonSet pass takes the nodes as its views have them now. */
  nodesRead(key: string): void
  /** A StatefulSet pass takes the pods as its views have them now; all that it decides is about these. */
  podsRead(key: string): void
  /** A DaemonSet pass decides by the pods that its views have at this moment. */
  decided(decision: PodDecision): void
}

/** Passes on to all observers what one of them may want to see. */
export class PassObservers implements PassObserver {
  readonly #observers: PassObserver[] = []

  add(observer: PassObserver): void {
    this.#observers.push(observer)
  }

  nodesRead(key: string): void {
    for (const observer of this.#observers) observer.nodesRead(key)
  }

  podsRead(key: string): void {
    for (const observer of this.#observers) observer.podsRead(key)
  }

  decided(decision: PodDecision): void {
    for (const observer of this.#observers) observer.decided(decision)
  }
}
