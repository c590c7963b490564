import type { EventHandle } from '../kernel/event-queue.ts'
import { type Duration, NEVER, type SimTime } from '../kernel/time.ts'
import type { PodMounts } from './pod-mounts.ts'
import { NOTHING } from './short-list.ts'

/**
 * Where one volume is attached, and who waits for it.
 *
 * A volume goes round: attached to a node for its first pod there, in use, released when the last pod
 * there is gone, and detached a while later unless a pod on the same node wants it before.
 */
export class AttachedVolume {
  /** The entity of this volume's events. */
  readonly number: number
  readonly name: string
  /** It can be attached to one node only; every other volume is at hand on all nodes. */
  readonly isExclusive: boolean
  /** It holds a file system already. */
  isFormatted: boolean
  /** The node that it is attached to, or on the way to; '' for none. */
  nodeName = ''
  /** When it is, or was, attached there. */
  attachedAt = 0 as SimTime
  /** Pods on that node that have it mounted or are about to. */
  users = 0
  /** When the last of them was gone; `NEVER` while there are some. */
  releasedAt: SimTime = NEVER
  /** Until then after the release the device stays mounted on the node, at hand for the next pod. */
  stagedUntil: SimTime = NEVER
  /** What its detaching takes once it has begun; known from the release on. */
  detachTime = 0 as Duration
  /** Pods on other nodes that want it, in the order in which they came. */
  waiting: readonly PodMounts[] = NOTHING
  /** The end of the detaching that those wait for, while it can be foreseen. */
  detached: EventHandle | undefined = undefined

  constructor(
    number: number,
    name: string,
    traits: { readonly isExclusive: boolean; readonly isFormatted: boolean },
  ) {
    this.number = number
    this.name = name
    this.isExclusive = traits.isExclusive
    this.isFormatted = traits.isFormatted
  }

  /** Attached somewhere, but nobody there uses it any more. */
  get isReleased(): boolean {
    return this.nodeName !== '' && this.users === 0
  }
}
