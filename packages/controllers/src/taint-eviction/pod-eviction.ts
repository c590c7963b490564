import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  Pod,
  type Requester,
  disruptionTarget,
  isRefusedFor,
} from '@seatrial/core'

/** Whoever wants to know how an eviction ended. */
export interface PodEvictionListener {
  evictionEnded(eviction: PodEviction, isDone: boolean): void
}

const WHY = 'a NoExecute taint of its node is not tolerated any longer'

/**
 * One try to delete a pod because of a taint: read it, mark it as the target of a disruption, delete
 * it with its own grace period. No disruption budget is asked.
 */
export class PodEviction implements Requester {
  readonly pod: Pod
  /** How many tries have failed before this one. */
  failureCount = 0
  readonly #client: ApiClient
  readonly #listener: PodEvictionListener

  constructor(pod: Pod, client: ApiClient, listener: PodEvictionListener) {
    this.pod = pod
    this.#client = client
    this.#listener = listener
  }

  start(): void {
    this.#client.send({ verb: 'get', resource: 'pods', subresource: '', ...this.#target() }, this)
  }

  answered(request: ApiRequest, result: ApiResult): void {
    if (result.type === 'refused') {
      this.#listener.evictionEnded(this, isRefusedFor(result, 'NotFound'))
    } else if (request.verb === 'get') {
      this.#mark(result.object as Pod)
    } else if (request.verb === 'patch') {
      this.#delete()
    } else {
      this.#listener.evictionEnded(this, true)
    }
  }

  #mark(pod: Pod): void {
    const condition = disruptionTarget('DeletionByTaintManager')
    const isMarked = pod.conditions.some(
      ({ type, reason }) => type === condition.type && reason === condition.reason,
    )
    if (isMarked) {
      this.#delete()
      return
    }
    this.#client.send(
      {
        verb: 'patch',
        resource: 'pods',
        subresource: 'status',
        ...this.#target(),
        status: { uid: pod.identity.uid, condition },
      },
      this,
    )
  }

  #delete(): void {
    this.#client.send(
      { verb: 'delete', resource: 'pods', subresource: '', ...this.#target() },
      this,
    )
  }

  #target(): { readonly namespace: string; readonly name: string; readonly why: string } {
    const { namespace, name } = this.pod.identity
    return { namespace, name, why: WHY }
  }
}
