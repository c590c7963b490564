import type { RoomSeeker } from '../placement/room-seeker.ts'
import { type NodeReason, helped } from '../placement/rejection.ts'
import type { NodeSlot } from '../view/node-slot.ts'

const PORTS_TAKEN: readonly NodeReason[] = [
  helped('node-ports', "node(s) didn't have free ports for the requested pod ports"),
]

/** A node can have each of its own ports taken once only. */
export const nodePorts = {
  allows: ({ view, kind }: RoomSeeker, { number }: NodeSlot): boolean =>
    view.ports.areFree(number, kind.facts.hostPorts),
  reasons: (): readonly NodeReason[] => PORTS_TAKEN,
} as const
