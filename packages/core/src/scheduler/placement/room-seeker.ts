import type { PodKind } from '../facts/pod-kind.ts'
import type { ClusterView } from '../view/cluster-view.ts'

/** A pod that looks for room on a node: of it only its kind matters. */
export interface RoomSeeker {
  readonly view: ClusterView
  readonly kind: PodKind
}
