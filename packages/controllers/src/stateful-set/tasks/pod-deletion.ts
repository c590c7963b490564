import { isRefusedFor } from '@seatrial/core'
import type { StageContext } from '../stages/stage-context.ts'
import type { StatefulSetSync } from '../stateful-set-sync.ts'
import { failureOf, recordPodEvent } from './pod-events.ts'
import { PodTask } from './pod-task.ts'

/** Which pod is deleted, and how. */
export interface PodToDelete {
  readonly ordinal: number
  readonly podName: string
  readonly why: string
  /** A pod that is not there any more is as good as deleted, whatever the release. */
  readonly toleratesMissing: boolean
}

/** Deletes a pod and tells of it by an Event (STS-D1). */
export class PodDeletion extends PodTask {
  readonly #pod: PodToDelete
  #isSent = false

  constructor(sync: StatefulSetSync, context: StageContext, pod: PodToDelete) {
    super(sync, context, pod.ordinal)
    this.#pod = pod
  }

  advance(): boolean {
    if (!this.#isSent) {
      this.#isSent = true
      const { podName, why } = this.#pod
      this.send({
        verb: 'delete',
        resource: 'pods',
        subresource: '',
        namespace: this.sync.set.metadata.namespace,
        name: podName,
        why,
      })
      return false
    }
    this.#judge()
    return true
  }

  /** Up to 1.35 a pod that is not there any more is a failure, from 1.36 on a success. */
  #judge(): void {
    const isMissing = this.answer !== undefined && isRefusedFor(this.answer, 'NotFound')
    const isSuccess = isMissing && this.context.behaviours.notFoundOnPodDelete === 'success'
    const failure = isSuccess ? undefined : failureOf(this.answer)
    this.hasFailed = failure !== undefined && !(isMissing && this.#pod.toleratesMissing)
    recordPodEvent(this.context, this.setRecord, 'delete', this.#pod.podName, failure)
  }
}
