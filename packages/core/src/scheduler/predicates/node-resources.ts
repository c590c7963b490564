import type { RoomSeeker } from '../placement/room-seeker.ts'
import { type NodeReason, helped } from '../placement/rejection.ts'
import type { NodeSlot } from '../view/node-slot.ts'

/** A node must have left of everything what the pod asks for. */
export const nodeResources = {
  allows: ({ view, kind }: RoomSeeker, { number }: NodeSlot): boolean =>
    view.resources.hasRoom(number, kind.facts.requests),
  reasons: ({ view, kind }: RoomSeeker, { number }: NodeSlot): readonly NodeReason[] =>
    view.resources
      .shortages(number, kind.facts.requests)
      .map((text) => helped('node-resources', text)),
} as const
