import type { Behaviours, DaemonSet, Node, Pod, SimTime } from '@seatrial/core'
import type { DaemonPlacement } from '../../../src/daemon-set/node-eligibility.ts'

/** All that the rules read at one moment. */
export interface ReferenceState {
  readonly set: DaemonSet
  /** What the set's template demands of nodes. */
  readonly placement: DaemonPlacement
  /** The hash of the current revision. */
  readonly hash: string
  /** The set's deprecated template generation. */
  readonly templateGeneration: string | undefined
  /** By name. */
  readonly nodes: readonly Node[]
  /** The pods that the set controls and that its selector matches, by name. */
  readonly pods: readonly Pod[]
  readonly now: SimTime
  readonly switches: Behaviours
}
