import type { ApiClient, Informer, Node, SimTime } from '@seatrial/core'
import type { EventRecorder } from '../runtime/event-recorder.ts'
import type { PodDirectory } from '../runtime/pod-directory.ts'
import type { NoExecuteTainter } from './no-execute-tainter.ts'
import type { NodeEvents } from './node-events.ts'
import type { NodeCheck } from './node-check.ts'
import type { WatchedNode } from './watched-node.ts'

/** What the check of a node asks of its controller. */
export interface CheckContext {
  readonly now: SimTime
  readonly nodes: Informer<'nodes'>
  readonly pods: PodDirectory
  readonly client: ApiClient
  readonly recorder: EventRecorder
  readonly events: NodeEvents
  readonly tainter: NoExecuteTainter
  /** Taints go by the node's readiness after this pass's own write, not as it was found (1.34). */
  readonly noExecuteSamePass: boolean
  /** Nothing has been heard of the node for its grace period. */
  isSilent(watched: WatchedNode, node: Node): boolean
  /** Counts the node in its zone by its present readiness. */
  place(watched: WatchedNode, node: Node): void
  /** Has the check try again after the pause that follows a conflict. */
  retryLater(check: NodeCheck): void
  checkEnded(check: NodeCheck): void
}
