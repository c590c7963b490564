import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  type Pod,
  type PodCondition,
  type Requester,
  isTerminal,
} from '@seatrial/core'

/** What a removal says of its pod and whom it tells that it has ended. */
export interface RemovalOptions {
  readonly client: ApiClient
  readonly why: string
  /** Said in the status of a pod that had not ended by itself. */
  readonly condition?: PodCondition
  readonly ended: () => void
}

/**
 * Deletes a pod without grace, as nobody is there to stop it; one that has not ended is written off as
 * Failed before. A refusal ends it: the next pass of the collector tries again.
 */
export class PodRemoval implements Requester {
  readonly #pod: Pod
  readonly #options: RemovalOptions

  constructor(pod: Pod, options: RemovalOptions) {
    this.#pod = pod
    this.#options = options
  }

  start(): void {
    if (isTerminal(this.#pod)) this.#delete()
    else this.#writeOff()
  }

  answered(request: ApiRequest, result: ApiResult): void {
    if (result.type === 'done' && request.verb === 'patch') this.#delete()
    else this.#options.ended()
  }

  #writeOff(): void {
    const { identity, generation, observedGeneration } = this.#pod
    const { condition } = this.#options
    this.#options.client.send(
      {
        verb: 'patch',
        resource: 'pods',
        subresource: 'status',
        ...this.#target(),
        status: {
          uid: identity.uid,
          phase: 'Failed',
          ...(condition === undefined ? {} : { condition }),
          // A kubelet of a release that does so has noted the generation before.
          ...(observedGeneration === 0 ? {} : { observedGeneration: generation }),
        },
      },
      this,
    )
  }

  #delete(): void {
    this.#options.client.send(
      {
        verb: 'delete',
        resource: 'pods',
        subresource: '',
        ...this.#target(),
        gracePeriodSeconds: 0,
      },
      this,
    )
  }

  #target(): { readonly namespace: string; readonly name: string; readonly why: string } {
    const { namespace, name } = this.#pod.identity
    return { namespace, name, why: this.#options.why }
  }
}
