import type { Simulation } from '../kernel/simulation.ts'
import type { EventKind } from '../kernel/simulation.ts'
import { PHASES } from '../kernel/phases.ts'
import { NEVER, type SimTime } from '../kernel/time.ts'
import type { Requester } from './api-client.ts'
import { type ApiRequest, comesFirst } from './api-request.ts'
import type { ApiResult } from './api-result.ts'
import type { ApiServer } from './api-server.ts'
import { executeRequest } from './execute-request.ts'

/** Answers a request in the API server's place, or lets it pass by returning undefined. */
export interface Admission {
  admit(request: ApiRequest): ApiResult | undefined
}

/** A request on its way. */
export interface PendingRequest {
  readonly request: ApiRequest
  readonly requester: Requester
  /** The participant that it comes from. */
  readonly by: string
  /** When its participant asked for it. */
  readonly askedAt: SimTime
  /** When it leaves its client, which may hold it back until there is a token for it. */
  readonly sentAt: SimTime
}

/**
 * The requests on their way to the API server, by the instant at which they are carried out.
 *
 * Invariant: the requests that are due at one instant are carried out sorted by (resource,
 * sub-resource, verb, name), whatever order they were sent in. Requests that an answer brings forth
 * at the same instant form a batch of their own, after the present one.
 */
export class RequestQueue {
  readonly #simulation: Simulation
  readonly #server: ApiServer
  readonly #admissions: Admission[] = []
  /** With a batch for ever that is never due: V8 lays a map anew each time that it becomes empty. */
  readonly #batchByTime = new Map<SimTime, number>([[NEVER, 0]])
  readonly #batches: (PendingRequest[] | undefined)[] = [[]]
  readonly #freeBatches: number[] = []
  readonly #due: EventKind
  #executing: PendingRequest | undefined

  constructor(simulation: Simulation, server: ApiServer) {
    this.#simulation = simulation
    this.#server = server
    this.#due = simulation.defineEvent('ApiRequestsDue', PHASES.apiRequest, (batch) =>
      this.#executeBatch(batch),
    )
  }

  /** The request that is being carried out, whose changes are those of this moment. */
  get executing(): PendingRequest | undefined {
    return this.#executing
  }

  /** Lets a quota, a fault or the like answer before the store does. Asked in order of addition. */
  addAdmission(admission: Admission): void {
    this.#admissions.push(admission)
  }

  /** Has a request carried out at `time`. */
  add(time: SimTime, pending: PendingRequest): void {
    const open = this.#batchByTime.get(time)
    if (open !== undefined) {
      this.#batches[open]?.push(pending)
      return
    }
    const batch = this.#freeBatches.pop() ?? this.#batches.length
    this.#batches[batch] = [pending]
    this.#batchByTime.set(time, batch)
    this.#simulation.scheduleAt(time, this.#due, batch)
  }

  /** Carries a request out at this very instant, for somebody who is no participant of the simulation. */
  carryOut(request: ApiRequest, by: string): ApiResult {
    return this.#admit(request) ?? executeRequest(this.#server, request, by)
  }

  /** A participant is gone: what it has not sent yet never comes, and nobody hears the other answers. */
  abandon(by: string): void {
    const { now } = this.#simulation
    for (const batch of this.#batchByTime.values()) {
      this.#batches[batch] = this.#batches[batch]
        ?.filter((pending) => pending.by !== by || pending.sentAt <= now)
        .map((pending) => (pending.by === by ? { ...pending, requester: NOBODY } : pending))
    }
  }

  #executeBatch(batch: number): void {
    const requests = this.#batches[batch] ?? []
    this.#batches[batch] = undefined
    this.#freeBatches.push(batch)
    this.#batchByTime.delete(this.#simulation.now)
    if (requests.length > 1) requests.sort((one, other) => comesFirst(one.request, other.request))
    for (const pending of requests) {
      const { request, requester, by } = pending
      this.#executing = pending
      const result = this.carryOut(request, by)
      this.#executing = undefined
      requester.answered(request, result)
    }
  }

  #admit(request: ApiRequest): ApiResult | undefined {
    for (const admission of this.#admissions) {
      const answer = admission.admit(request)
      if (answer !== undefined) return answer
    }
    return undefined
  }
}

/** Whoever asked is gone. */
const NOBODY: Requester = Object.freeze({ answered: () => {} })
