import type { RoomSeeker } from '../placement/room-seeker.ts'
import { type NodeReason, helped } from '../placement/rejection.ts'
import type { NodeSlot } from '../view/node-slot.ts'

const TOO_MANY: readonly NodeReason[] = [helped('volume-limits', 'node(s) exceed max volume count')]

/** A node can have so many volumes attached. */
export const volumeLimits = {
  allows: ({ view, kind }: RoomSeeker, { number }: NodeSlot): boolean =>
    view.volumes.hasRoom(number, kind.claimCount),
  reasons: (): readonly NodeReason[] => TOO_MANY,
} as const
