import type { ApiClient, ApiRequest, ApiResult, Pod, Requester } from '@seatrial/core'
import { isRefusedFor } from '@seatrial/core'
import type { EventRecorder } from '../runtime/event-recorder.ts'

export interface PodMarkingOptions {
  readonly client: ApiClient
  readonly recorder: EventRecorder
  /** All have been told; false when one of them could not be. */
  readonly ended: (isComplete: boolean) => void
}

/** Sets the Ready condition of pods to False, one after the other, because their node is not ready. */
export class PodMarking implements Requester {
  readonly #pods: readonly Pod[]
  readonly #options: PodMarkingOptions
  #next = 0
  #isComplete = true

  /** @param pods as they are in the view; those that say nothing, or False, stay as they are */
  constructor(pods: readonly Pod[], options: PodMarkingOptions) {
    this.#pods = pods.filter(({ ready }) => ready === 'True' || ready === 'Unknown')
    this.#options = options
  }

  start(): void {
    const pod = this.#pods[this.#next]
    if (pod === undefined) {
      this.#options.ended(this.#isComplete)
      return
    }
    const { namespace, name, uid } = pod.identity
    this.#options.client.send(
      {
        verb: 'patch',
        resource: 'pods',
        subresource: 'status',
        namespace,
        name,
        why: 'its node is not ready',
        status: { uid, resourceVersion: pod.resourceVersion, ready: 'False' },
      },
      this,
    )
  }

  answered(_request: ApiRequest, result: ApiResult): void {
    const pod = this.#pods[this.#next++]
    if (pod !== undefined && !isRefusedFor(result, 'NotFound')) {
      if (result.type === 'refused') this.#isComplete = false
      const { namespace, name, uid } = pod.identity
      this.#options.recorder.record({
        about: { kind: 'Pod', namespace, name, uid },
        type: 'Warning',
        reason: 'NodeNotReady',
        message: 'Node is not ready',
      })
    }
    this.start()
  }
}
