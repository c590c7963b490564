import type { Pod } from '@seatrial/core'
import type { Standing } from '../workloads/pod-standing.ts'
import type { Workload } from '../workloads/workload.ts'
import type { PodEnding } from './pod-ending.ts'

/**
 * What is known of one pod from its creation until it is gone: one incarnation, whatever others bear
 * its name. Its instants lie in a table beside (`PodLives.at`), since there may be a million of them.
 */
export class PodLife {
  /** The newest stored version. */
  pod: Pod
  workload: Workload | undefined
  /** Its place among the pods of the workload, −1 while it has none. */
  place = -1
  standing: Standing = 0
  /** The stages that it has come by, a bit each. */
  passed = 0
  /** What it spends its time with, a place in `POD_PARTS`; −1 until it has been looked at. */
  part = -1
  /** Undefined until somebody deletes it. */
  ending: PodEnding | undefined
  /** Who deleted it, '' until then. */
  endedBy = ''
  /** Its row in the table of instants. */
  readonly row: number

  constructor(pod: Pod, row: number) {
    this.pod = pod
    this.row = row
  }
}
