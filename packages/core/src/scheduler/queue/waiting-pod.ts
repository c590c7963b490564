import type { Pod } from '../../api/pod.ts'
import type { SimTime } from '../../kernel/time.ts'
import type { Binding } from '../binding/binding.ts'
import type { PodKind } from '../facts/pod-kind.ts'
import type { Rejection } from '../placement/rejection.ts'

/** Where a pod is on its way to a node. */
export type WaitingPlace =
  | 'active'
  | 'back-off'
  | 'unschedulable'
  /** The scheduler is looking for its node just now. */
  | 'attempt'
  /** Its node is found; its volumes or the binding itself are under way. */
  | 'binding'
  | 'gone'

/** What the scheduler keeps of a pod that has no node yet. */
export class WaitingPod {
  /** The newest version that the scheduler has seen. */
  pod: Pod
  readonly kind: PodKind
  place: WaitingPlace = 'active'
  /** When it entered the queue, and the how-manieth to do so: its turn among equals. */
  since: SimTime
  readonly sequence: number
  /** Attempts that found no node. */
  attempts = 0
  backOffUntil = 0 as SimTime
  /** Its way to the node that was found for it, while it is on it. */
  binding: Binding | undefined = undefined
  /** Why the last attempt found no node. */
  rejection: Rejection | undefined = undefined
  /** What its condition PodScheduled has been made to say; '' for nothing yet. */
  message = ''
  /** The node on which other pods make room for it, '' for none. */
  nominatedNode = ''

  constructor(pod: Pod, kind: PodKind, since: SimTime, sequence: number) {
    this.pod = pod
    this.kind = kind
    this.since = since
    this.sequence = sequence
  }
}

/** True when `one` is to be looked at before `other`: higher priority, then longer in the queue. */
export function comesBefore(one: WaitingPod, other: WaitingPod): boolean {
  if (one.kind.priority !== other.kind.priority) return one.kind.priority > other.kind.priority
  if (one.since !== other.since) return one.since < other.since
  return one.sequence < other.sequence
}
