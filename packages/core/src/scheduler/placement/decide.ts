import type { Behaviours } from '../../api/behaviours.ts'
import { isTerminating } from '../../api/pod-predicates.ts'
import type { ApiServer } from '../../store/api-server.ts'
import type { PodClaims } from '../claims/pod-claims.ts'
import type { VolumeDemand } from '../claims/volume-demand.ts'
import type { WaitingPod } from '../queue/waiting-pod.ts'
import type { ClusterView } from '../view/cluster-view.ts'
import type { NodeSlot } from '../view/node-slot.ts'
import { Attempt } from './attempt.ts'
import { explainRejection } from './explain-rejection.ts'
import { findNode } from './find-node.ts'
import { type Preemption, findPreemption } from './preemption.ts'
import { type Rejection, rejectedByClaims } from './rejection.ts'

/** What is to become of a pod after a look for its node. */
export type Decision =
  | { readonly type: 'bind'; readonly slot: NodeSlot; readonly volumes: VolumeDemand }
  | { readonly type: 'park'; readonly rejection: Rejection }
  /** There is no node at all. No change is waited for: the look is repeated after the back-off. */
  | { readonly type: 'retry'; readonly message: string }
  /** No node takes it, but one would without some pods of lower priority. */
  | { readonly type: 'preempt'; readonly rejection: Rejection; readonly preemption: Preemption }

/** All that decisions depend on beside the pod. */
export interface DecisionContext {
  readonly view: ClusterView
  readonly claims: PodClaims
  readonly server: ApiServer
  readonly behaviours: Behaviours
}

/** Decides about a pod by what is known now. */
export function decide(context: DecisionContext, waiting: WaitingPod): Decision {
  const { claims, view, behaviours } = context
  if (view.nodeCount === 0) return NO_NODES
  const verdict = claims.verdictOn(waiting.pod)
  if (verdict.type === 'usable') return decidePlace(context, waiting, verdict.demand)
  const { nodeCount } = view
  const rejection = rejectedByClaims(nodeCount, verdict.reason, behaviours.strayNotFound)
  return { type: 'park', rejection }
}

const NO_NODES: Decision = { type: 'retry', message: 'no nodes available to schedule pods' }

function decidePlace(
  context: DecisionContext,
  waiting: WaitingPod,
  volumes: VolumeDemand,
): Decision {
  const { view } = context
  const { kind, pod } = waiting
  const known = kind.rejectionOf(view.version, pod)
  if (known !== undefined) return { type: 'park', rejection: known }
  learnLabels(view, volumes)
  const attempt = new Attempt({ view, pod, kind, volumes })
  const slot = findNode(attempt)
  if (slot !== undefined) return { type: 'bind', slot, volumes }
  return decideWithoutNode(context, waiting, attempt)
}

function decideWithoutNode(
  context: DecisionContext,
  waiting: WaitingPod,
  attempt: Attempt,
): Decision {
  const rejection = explainRejection(attempt)
  if (isRoomBeingMade(context, waiting)) return { type: 'park', rejection }
  const preemption = findPreemption(attempt)
  if (preemption !== undefined) return { type: 'preempt', rejection, preemption }
  waiting.kind.remember(rejection, context.view.version, waiting.pod)
  return { type: 'park', rejection }
}

/** Volumes may ask about labels of nodes that no pod has asked about. */
function learnLabels(view: ClusterView, { choices, unbound }: VolumeDemand): void {
  if (choices.length + unbound.length === 0) return
  const offered = unbound.flatMap(({ offers }) => offers.flatMap(({ choice }) => choice ?? []))
  for (const { labelKeys } of [...choices, ...offered]) view.tellApartBy(labelKeys)
}

/** The pods that have to make room for it are on their way out. */
function isRoomBeingMade(
  { view, server }: DecisionContext,
  { nominatedNode, kind }: WaitingPod,
): boolean {
  if (nominatedNode === '') return false
  return view.pods.on(view.slotOf(nominatedNode).number).some((number) => {
    const pod = server.podByNumber(number)
    const isLesser = view.pods.kindOf(number).priority < kind.priority
    return isLesser && pod !== undefined && isTerminating(pod)
  })
}
