import { type Alarm, type ConditionStatus, type SimTime } from '@seatrial/core'
import type { ZonePlace } from './zones.ts'

/** What the controller remembers of a node. */
export class WatchedNode {
  readonly name: string
  /** The Ready condition as the last look found or left it; '' before the first. */
  readiness: ConditionStatus = ''
  /** Where the node counts; undefined until a pass has looked at it. */
  place: ZonePlace | undefined
  /** The node is taken for alive up to here, whatever its heartbeats say. */
  probedAt: SimTime
  /** Its pods could not all be told that it is not ready. */
  hasUnmarkedPods = false
  /** Set for the pass that will find it silent. */
  deadline: Alarm | undefined

  constructor(name: string, probedAt: SimTime) {
    this.name = name
    this.probedAt = probedAt
  }
}
