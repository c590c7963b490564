import { conditionsOf } from '../../node/container-situations.ts'
import type { Requester } from '../../store/api-client.ts'
import type { ApiRequest } from '../../store/api-request.ts'
import type { ApiResult } from '../../store/api-result.ts'
import type { ClaimBinding } from '../claims/volume-binding.ts'
import type { WaitingPod } from '../queue/waiting-pod.ts'
import type { NodeSlot } from '../view/node-slot.ts'

/** Where the way of a pod to its node has got to. */
export type BindingStage =
  /** The node is being written down as nominated. */
  | 'nominating'
  /** The claims are being told for which node they are. */
  | 'claiming'
  /** Volumes are being made and bound. */
  | 'awaiting-volumes'
  /** The binding itself is on its way to the API server. */
  | 'binding'
  /** It has ended, well or not. */
  | 'ended'

/** Told of each answer on the way of a pod to its node. */
export interface BindingProgress {
  progressed(binding: Binding, result: ApiResult): void
}

/** The way of one pod to its node, from the decision to the answer of the API server. */
export class Binding implements Requester {
  readonly waiting: WaitingPod
  readonly slot: NodeSlot
  readonly claims: readonly ClaimBinding[]
  stage: BindingStage = 'binding'
  /** Writes of this stage that have not been answered. */
  outstanding = 0
  /** One of them was refused. */
  isRefused = false
  readonly #progress: BindingProgress

  constructor(
    waiting: WaitingPod,
    slot: NodeSlot,
    claims: readonly ClaimBinding[],
    progress: BindingProgress,
  ) {
    this.waiting = waiting
    this.slot = slot
    this.claims = claims
    this.#progress = progress
  }

  answered(_request: ApiRequest, result: ApiResult): void {
    this.#progress.progressed(this, result)
  }
}

/** The request that gives a pod its node. */
export function bindingOf({ pod }: WaitingPod, nodeName: string): ApiRequest {
  const { identity } = pod
  const { namespace, name } = identity
  const conditions = conditionsOf('scheduled')
  return {
    verb: 'create',
    resource: 'pods',
    subresource: 'binding',
    namespace,
    name,
    why: '',
    binding: { identity, nodeName, conditions, nominatedNodeName: '' },
  }
}

/** The request that says which node a pod is meant for, and lets its conditions be. */
export function nominationOf({ pod }: WaitingPod, nominatedNodeName: string): ApiRequest {
  const { uid, namespace, name } = pod.identity
  return {
    verb: 'patch',
    resource: 'pods',
    subresource: 'status',
    namespace,
    name,
    why: `waits for its volumes on ${nominatedNodeName}`,
    scheduling: { uid, condition: undefined, nominatedNodeName },
  }
}
