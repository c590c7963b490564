import type { Admission, ApiRequest, ApiResult, ApiClient, Requester } from '@seatrial/core'
import { refused } from '@seatrial/core'
import type { Fault } from './trace-case.ts'

/** Requests by what they were, as the recorded `work` counts them. */
export interface Work {
  readonly writes: Readonly<Record<string, number>>
  readonly reads: Readonly<Record<string, number>>
  readonly errors: Readonly<Record<string, number>>
  readonly events: Readonly<Record<string, number>>
}

/** A client that counts what is sent and how it was answered, in front of the real one. */
export class CountingClient implements ApiClient {
  readonly #client: ApiClient
  readonly #writes: Record<string, number> = {}
  readonly #reads: Record<string, number> = {}
  readonly #errors: Record<string, number> = {}
  readonly #events: Record<string, number> = {}

  constructor(client: ApiClient) {
    this.#client = client
  }

  get work(): Work {
    return { writes: this.#writes, reads: this.#reads, errors: this.#errors, events: this.#events }
  }

  send(request: ApiRequest, requester: Requester): void {
    const label = labelOf(request)
    const answered = (answer: ApiRequest, result: ApiResult): void => {
      count(this.#groupOf(request), label)
      if (result.type === 'refused') count(this.#errors, `${label} ${httpCode(result)}`)
      requester.answered(answer, result)
    }
    this.#client.send(request, { answered })
  }

  #groupOf(request: ApiRequest): Record<string, number> {
    if (request.resource === 'events') return this.#events
    return request.verb === 'get' ? this.#reads : this.#writes
  }
}

/** Answers the n-th requests of a kind with an error, as the case says. */
export class FaultAdmission implements Admission {
  readonly #faults: readonly Fault[]
  readonly #seen: number[]

  constructor(faults: readonly Fault[]) {
    this.#faults = faults
    this.#seen = faults.map(() => 0)
  }

  admit(request: ApiRequest): ApiResult | undefined {
    let answer: ApiResult | undefined
    this.#faults.forEach((fault, index) => {
      if (fault.verb !== request.verb || fault.resource !== resourceLabel(request)) return
      const nth = (this.#seen[index] ?? 0) + 1
      this.#seen[index] = nth
      if (nth >= fault.nth && nth < fault.nth + (fault.count ?? 1)) answer = faultAnswer(fault.code)
    })
    return answer
  }
}

function faultAnswer(code: number): ApiResult {
  if (code === 409) return refused('Conflict', 'injected conflict')
  if (code === 403) return refused('Forbidden', 'injected refusal')
  return refused('InternalError', 'injected error')
}

function httpCode(result: Extract<ApiResult, { type: 'refused' }>): number {
  switch (result.reason) {
    case 'AlreadyExists':
    case 'Conflict':
      return 409
    case 'NotFound':
      return 404
    case 'Invalid':
      return 422
    case 'Forbidden':
    case 'NamespaceTerminating':
      return 403
    case 'TooManyRequests':
      return 429
    case 'InternalError':
      return 500
  }
}

function labelOf(request: ApiRequest): string {
  return `${request.verb} ${resourceLabel(request)}`
}

function resourceLabel(request: ApiRequest): string {
  return request.subresource === ''
    ? request.resource
    : `${request.resource}/${request.subresource}`
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}
