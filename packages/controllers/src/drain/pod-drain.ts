import {
  type ApiRequest,
  type ApiResult,
  type Duration,
  type Pod,
  RETRIES_MAX,
  type Refusal,
  type Requester,
  type SimTime,
  isTerminating,
  retryPause,
  seconds,
} from '@seatrial/core'
import type { DrainWorld } from './drain-world.ts'
import type { DrainOptions } from './drain-options.ts'
import type { DrainNotice } from './drain-notice.ts'
import { goDuration } from './go-duration.ts'
import { overdueAt } from './overdue-pod.ts'

/** How long a pod is left alone that its budget does not let go. */
const RETRY_PAUSE: Duration = seconds(5)

const NO_TIME: Duration = seconds(0)

/** How often it is looked whether a pod is gone. */
const POLL_PERIOD = 1_000_000

/** What a drained pod waits for. */
export type PodDrainState = 'asking' | 'refused' | 'terminating' | 'ended'

/** Whoever drains the pods of a node. */
export interface PodDrainListener {
  said(notice: DrainNotice): void
  /** The pod is gone, or (with an error) given up. */
  podEnded(error: string | undefined): void
}

/**
 * Takes one pod off a node: asks for its eviction until its budget agrees, then waits until it is gone.
 * The pauses are kubectl's, and its client's where the server says when to ask again; a look that would
 * find the pod still there is never taken. As kubectl does, it asks for the pod by its name: one that has
 * taken the place of the pod during a pause is evicted, too, wherever it is, and then the pod itself is
 * seen to be gone.
 */
export class PodDrain implements Requester {
  readonly pod: Pod
  readonly #options: DrainOptions
  readonly #world: DrainWorld
  readonly #listener: PodDrainListener
  readonly #deadline: SimTime
  #state: PodDrainState = 'asking'
  /** How often the client makes the present request again by itself. */
  #retriesLeft = RETRIES_MAX
  /** When waiting for the end began; it is looked at once and then each second. */
  #waitsSince: SimTime = 0 as SimTime

  constructor(
    pod: Pod,
    options: DrainOptions,
    surroundings: {
      readonly world: DrainWorld
      readonly listener: PodDrainListener
      /** When the whole drain is to be over. */
      readonly deadline: SimTime
    },
  ) {
    this.pod = pod
    this.#options = options
    this.#world = surroundings.world
    this.#listener = surroundings.listener
    this.#deadline = surroundings.deadline
  }

  get state(): PodDrainState {
    return this.#state
  }

  /** Asks for the pod, or gives it up when the time is over. */
  start(): void {
    const { namespace, name } = this.pod.identity
    const isEviction = !this.#options.disableEviction
    if (isEviction) this.#listener.said({ type: 'evicting', namespace, podName: name })
    const { now } = this.#world.simulation
    if (now >= this.#deadline) {
      this.#end(
        `${this.#prefix()}: global timeout reached: ${goDuration(this.#options.timeout ?? NO_TIME)}`,
      )
      return
    }
    this.#retriesLeft = RETRIES_MAX
    this.#ask()
  }

  /** The pause after a refusal is over. */
  retry(): void {
    if (this.#state !== 'refused') return
    this.#state = 'asking'
    this.start()
  }

  /** The time is over that the server has asked the client to wait. */
  repeat(): void {
    if (this.#state !== 'refused') return
    this.#state = 'asking'
    this.#retriesLeft--
    this.#ask()
  }

  /** The time is over while the pod terminates. */
  expire(): void {
    if (this.#state !== 'terminating') return
    const { namespace, name } = this.pod.identity
    const cause = 'context deadline exceeded'
    this.#end(
      this.#options.disableEviction
        ? cause
        : `error when waiting for pod "${name}" in namespace "${namespace}" to terminate: ${cause}`,
    )
  }

  /** The pod should long be gone: it is passed over. */
  passOver(): void {
    const { skipWaitForDelete: limit } = this.#options
    if (this.#state !== 'terminating' || limit === undefined || this.#isGone()) return
    this.#listener.said({ type: 'overdue', podName: this.pod.identity.name, limit })
    this.#end(undefined)
  }

  /** The pod is gone; kubectl sees it with its next look. */
  podIsGone(): void {
    if (this.#state !== 'terminating') return
    const seenAt = this.#firstLookFrom(this.#world.simulation.now)
    if (seenAt < this.#deadline) this.#world.wakes.setAt(seenAt, { type: 'gone', podDrain: this })
  }

  /** It has been seen that the pod is gone. */
  seenGone(): void {
    if (this.#state !== 'terminating') return
    const how = this.#options.disableEviction ? 'deleted' : 'evicted'
    this.#listener.said({ type: 'gone', podName: this.pod.identity.name, how })
    this.#end(undefined)
  }

  answered(_request: ApiRequest, result: ApiResult): void {
    if (result.type === 'refused') this.#refused(result)
    else if (this.#isTried) this.#end(undefined)
    else this.#waitUntilGone()
  }

  #ask(): void {
    const { namespace, name } = this.pod.identity
    const target = { resource: 'pods', namespace, name, why: 'node drained' } as const
    const grace = gracePeriodOf(this.#options)
    if (!this.#options.disableEviction) {
      const eviction = { ...grace, ...(this.#isTried ? { dryRun: true } : {}) }
      this.#world.client.send(
        { verb: 'create', subresource: 'eviction', ...target, eviction },
        this,
      )
    } else if (this.#isTried) {
      this.#end(undefined)
    } else {
      this.#world.client.send({ verb: 'delete', subresource: '', ...target, ...grace }, this)
    }
  }

  #refused(refusal: Refusal): void {
    const { namespace, name } = this.pod.identity
    const { message, reason } = refusal
    const pause = retryPause(refusal, this.#retriesLeft)
    if (pause !== undefined) {
      this.#pause(pause, 'repeat')
    } else if (reason === 'NotFound') {
      this.#end(undefined)
    } else if (reason === 'NamespaceTerminating' && this.#isTerminating()) {
      this.#waitUntilGone()
    } else if (reason === 'TooManyRequests' || reason === 'NamespaceTerminating') {
      this.#listener.said({ type: 'refused', namespace, podName: name, message })
      this.#pause(RETRY_PAUSE, 'retry')
    } else {
      this.#end(`${this.#prefix()}: ${message}`)
    }
  }

  #pause(duration: Duration, type: 'retry' | 'repeat'): void {
    const { simulation, wakes } = this.#world
    this.#state = 'refused'
    wakes.setAt((simulation.now + duration) as SimTime, { type, podDrain: this })
  }

  #waitUntilGone(): void {
    const { simulation, wakes } = this.#world
    this.#state = 'terminating'
    this.#waitsSince = simulation.now
    if (this.#deadline < Infinity) {
      const deadline = Math.max(this.#deadline, simulation.now) as SimTime
      wakes.setAt(deadline, { type: 'expire', podDrain: this })
    }
    if (this.#isGone()) this.podIsGone()
    else this.#awaitGone()
  }

  #awaitGone(): void {
    const { server, wakes } = this.#world
    this.#world.waitFor(this)
    const pod = server.podByNumber(this.pod.identity.number)
    const overdue = pod === undefined ? Infinity : overdueAt(pod, this.#options)
    const seenAt = this.#firstLookFrom(overdue)
    if (seenAt < this.#deadline) wakes.setAt(seenAt, { type: 'overdue', podDrain: this })
  }

  #firstLookFrom(time: number): SimTime {
    const looks = Math.ceil(Math.max(0, time - this.#waitsSince) / POLL_PERIOD)
    return (this.#waitsSince + looks * POLL_PERIOD) as SimTime
  }

  /** The server is only asked what it would answer. */
  get #isTried(): boolean {
    return this.#options.dryRun === 'server'
  }

  #isGone(): boolean {
    return this.#world.server.podByNumber(this.pod.identity.number) === undefined
  }

  #isTerminating(): boolean {
    const pod = this.#world.server.podByNumber(this.pod.identity.number)
    return pod !== undefined && isTerminating(pod)
  }

  #end(error: string | undefined): void {
    this.#state = 'ended'
    this.#listener.podEnded(error)
  }

  #prefix(): string {
    const { namespace, name } = this.pod.identity
    return `error when evicting pods/"${name}" -n "${namespace}"`
  }
}

function gracePeriodOf({ gracePeriod }: DrainOptions): { readonly gracePeriodSeconds?: number } {
  return gracePeriod === undefined ? {} : { gracePeriodSeconds: Math.ceil(gracePeriod / 1_000_000) }
}
