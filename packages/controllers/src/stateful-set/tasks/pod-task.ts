import type { ApiRequest, ApiResult, Requester, SimTime } from '@seatrial/core'
import type { Pausing } from '../../runtime/controller-loop.ts'
import type { SetRecord } from '../set-record.ts'
import type { StageContext } from '../stages/stage-context.ts'
import type { StatefulSetSync } from '../stateful-set-sync.ts'

/**
 * What a sync does about one pod, one request after the other. Tasks of several pods may be under way
 * at once.
 */
export abstract class PodTask implements Requester, Pausing {
  readonly context: StageContext
  readonly ordinal: number
  hasFailed = false
  protected readonly sync: StatefulSetSync
  /** The answer that has just come. */
  protected answer: ApiResult | undefined

  constructor(sync: StatefulSetSync, context: StageContext, ordinal: number) {
    this.sync = sync
    this.context = context
    this.ordinal = ordinal
  }

  get queuedSince(): SimTime {
    return this.sync.queuedSince
  }

  get workingSince(): SimTime {
    return this.sync.workingSince
  }

  get setRecord(): SetRecord {
    return this.sync.setRecord
  }

  /** Goes on as far as possible; true when the task is over, false when it waits. */
  abstract advance(): boolean

  /** What is to be done about the pod when the task has succeeded. */
  followUp(): PodTask | undefined {
    return undefined
  }

  answered(request: ApiRequest, result: ApiResult): void {
    this.answer = result
    this.setRecord.ownWrites.note(request, result)
    this.#goOn()
  }

  pauseIsOver(): void {
    this.#goOn()
  }

  send(request: ApiRequest): void {
    this.context.client.send(request, this)
  }

  #goOn(): void {
    if (this.advance()) this.sync.taskIsOver(this)
  }
}
