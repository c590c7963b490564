import type { Node } from '../api/node.ts'
import type { SimTime } from '../kernel/time.ts'
import type { PodKind } from './facts/pod-kind.ts'
import { groupVerdict } from './placement/group-verdict.ts'
import { hasRoom } from './placement/node-verdict.ts'
import { rejectUnselected } from './predicates/node-affinity.ts'
import { rejectUnschedulable } from './predicates/node-unschedulable.ts'
import { rejectTaints } from './predicates/taint-toleration.ts'
import type { RejectedBy } from './placement/rejection.ts'
import type { SchedulingQueue } from './queue/scheduling-queue.ts'
import type { WaitingPod } from './queue/waiting-pod.ts'
import type { ClusterView } from './view/cluster-view.ts'
import type { NodeSlot } from './view/node-slot.ts'

const BY_OTHER_PODS: readonly RejectedBy[] = ['pod-affinity', 'topology-spread']
const BY_VOLUMES: readonly RejectedBy[] = ['volume-binding', 'volume-reach']

/**
 * Wakes parked pods when something has changed that may help them, and only those: the question is
 * asked once for all pods of a kind.
 */
export class WakeUps {
  readonly #queue: SchedulingQueue
  readonly #view: ClusterView

  constructor(queue: SchedulingQueue, view: ClusterView) {
    this.#queue = queue
    this.#view = view
  }

  /**
   * A node has come or has changed. Whoever was turned away by something that has got better there tries
   * again, even if something else keeps it from this node.
   */
  nodeChanged(slot: NodeSlot, previous: Node | undefined, now: SimTime): void {
    const { unschedulable } = this.#queue
    const { node } = slot
    if (unschedulable.size === 0 || node === undefined) return
    for (const kind of unschedulable.kinds()) {
      const parked = unschedulable.ofKind(kind)
      const isHelped = (part: RejectedBy): boolean => isBetter(part, kind, node, previous)
      this.#wake(
        parked.filter(({ rejection }) => [...(rejection?.by ?? [])].some(isHelped)),
        now,
      )
    }
    this.nodeImproved(slot, now)
  }

  /** A node has lost a pod, or has changed. */
  nodeImproved(slot: NodeSlot, now: SimTime): void {
    const { unschedulable } = this.#queue
    if (unschedulable.size === 0) return
    this.#wake(unschedulable.pinnedTo(slot.name), now)
    for (const kind of unschedulable.kinds()) {
      if (this.#couldHelp(slot, kind)) this.#wake(unschedulable.ofKind(kind), now)
    }
  }

  /** A pod has got a node: those that want to be near it may follow, and spreading may be evener. */
  podPlaced(now: SimTime): void {
    const { unschedulable } = this.#queue
    if (unschedulable.size === 0) return
    for (const kind of unschedulable.kinds()) {
      if (kind.isDrawnByPods) this.#wakeRejectedBy(BY_OTHER_PODS, kind, now)
    }
  }

  /** A pod has lost its node, or a node is gone: whom it kept away may come. */
  domainsImproved(now: SimTime): void {
    this.#wakeAllRejectedBy(BY_OTHER_PODS, now)
  }

  /** A claim has changed. */
  claimChanged(namespace: string, name: string, now: SimTime): void {
    this.#wake(this.#queue.unschedulable.using(namespace, name), now)
  }

  /** A volume or a storage class has changed. */
  volumesChanged(now: SimTime): void {
    this.#wakeAllRejectedBy(BY_VOLUMES, now)
  }

  /** Labels and taints of the node let such pods in, and there is room for one. */
  #couldHelp(slot: NodeSlot, kind: PodKind): boolean {
    return (
      slot.group !== undefined &&
      groupVerdict(kind, slot.group).reason === undefined &&
      hasRoom({ view: this.#view, kind }, slot)
    )
  }

  #wakeAllRejectedBy(by: readonly RejectedBy[], now: SimTime): void {
    const { unschedulable } = this.#queue
    if (unschedulable.size === 0) return
    for (const kind of unschedulable.kinds()) this.#wakeRejectedBy(by, kind, now)
  }

  #wakeRejectedBy(by: readonly RejectedBy[], kind: PodKind, now: SimTime): void {
    const parked = this.#queue.unschedulable.ofKind(kind)
    this.#wake(
      parked.filter(({ rejection }) => by.some((part) => rejection?.by.has(part))),
      now,
    )
  }

  #wake(pods: readonly WaitingPod[], now: SimTime): void {
    for (const waiting of pods) this.#queue.wake(waiting, now)
  }
}

/** What a part of the scheduler says against a node's object alone. */
const CHECKS: { readonly [Part in RejectedBy]?: (kind: PodKind, node: Node) => unknown } = {
  'node-unschedulable': rejectUnschedulable,
  'taint-toleration': rejectTaints,
  'node-affinity': ({ facts }, node) => rejectUnselected(facts, node),
}

/** A new node is new to every part; an old one only to those that turned pods away from it before. */
function isBetter(
  part: RejectedBy,
  kind: PodKind,
  node: Node,
  previous: Node | undefined,
): boolean {
  const check = CHECKS[part]
  if (check === undefined) return previous === undefined
  if (check(kind, node) !== undefined) return false
  return previous === undefined || check(kind, previous) !== undefined
}
