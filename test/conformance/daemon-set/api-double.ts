import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  type ControllerRevision,
  DONE,
  type DaemonSet,
  type Requester,
  refused,
} from '@seatrial/core'
import type { DecisionFaults } from './decision-case.ts'

/** What the API server has that the controller's caches may not show. */
export interface ServerState {
  /** The set as a live read finds it; undefined: it is gone. */
  readonly set: DaemonSet | undefined
  readonly revisions: ReadonlyMap<string, ControllerRevision>
  readonly faults: DecisionFaults
}

/**
 * The simplified API server of `daemonset-decisions`: it writes down what it is asked and answers as
 * the case says. What is written never comes back to the caches.
 */
export class ApiDouble implements ApiClient {
  readonly #server: ServerState
  readonly #waiting: { readonly request: ApiRequest; readonly requester: Requester }[] = []
  #requests: ApiRequest[] = []
  #createdCount = 0
  #statusWrites = 0

  constructor(server: ServerState) {
    this.#server = server
  }

  /** What has been asked since `forgetRequests`, in the order of the answers. */
  get requests(): readonly ApiRequest[] {
    return this.#requests
  }

  forgetRequests(): void {
    this.#requests = []
  }

  send(request: ApiRequest, requester: Requester): void {
    this.#waiting.push({ request, requester })
  }

  /** Answers the oldest request that waits; false when none does. */
  answerNext(): boolean {
    const next = this.#waiting.shift()
    if (next === undefined) return false
    const { request, requester } = next
    this.#requests.push(request)
    requester.answered(request, this.#answer(request))
    return true
  }

  #answer(request: ApiRequest): ApiResult {
    switch (request.resource) {
      case 'pods':
        return this.#answerPod(request)
      case 'controllerrevisions':
        return this.#answerRevision(request)
      case 'daemonsets':
        return request.verb === 'get' ? this.#readSet() : this.#writeStatus(request)
      default:
        return DONE
    }
  }

  #answerPod(request: ApiRequest): ApiResult {
    const { faults } = this.#server
    if (request.verb === 'create') return this.#createPod()
    const [missing, failing] =
      request.verb === 'delete'
        ? [faults.deleteNotFound, faults.deleteFails]
        : [faults.patchNotFound, faults.patchFails]
    if (missing?.includes(request.name)) return refused('NotFound', 'not found')
    if (failing?.includes(request.name)) return refused('InternalError', 'injected')
    return DONE
  }

  #createPod(): ApiResult {
    const { createFailFrom = Infinity, namespaceTerminating } = this.#server.faults
    this.#createdCount++
    if (namespaceTerminating) return refused('NamespaceTerminating', 'the namespace is terminating')
    return this.#createdCount >= createFailFrom ? refused('InternalError', 'injected') : DONE
  }

  #answerRevision(request: ApiRequest): ApiResult {
    const { revisions, faults } = this.#server
    if (faults.revisionFails?.includes(request.verb)) return refused('InternalError', 'injected')
    const existing = revisions.get(request.name)
    if (request.verb === 'get') {
      return existing === undefined
        ? refused('NotFound', 'not found')
        : { type: 'done', object: existing }
    }
    if (request.verb === 'create' && existing !== undefined) {
      return refused('AlreadyExists', 'already exists')
    }
    return { type: 'done', object: 'object' in request ? request.object : existing }
  }

  #readSet(): ApiResult {
    const { set, faults } = this.#server
    if (faults.liveGetFails) return refused('InternalError', 'injected')
    return set === undefined ? refused('NotFound', 'not found') : { type: 'done', object: set }
  }

  #writeStatus(request: ApiRequest): ApiResult {
    const { set, faults } = this.#server
    const conflicts = faults.statusConflicts ?? 0
    if (set === undefined) return refused('NotFound', 'not found')
    if (this.#statusWrites++ < conflicts) return refused('Conflict', 'injected')
    return { type: 'done', object: 'object' in request ? request.object : undefined }
  }
}
