import type {
  ApiRequest,
  ApiResult,
  Duration,
  EventKind,
  Requester,
  SimTime,
  Simulation,
} from '@seatrial/core'
import { PHASES, START } from '@seatrial/core'
import { RetryLimiter } from './retry-limiter.ts'
import { WorkQueue } from './work-queue.ts'

/**
 * How far a sync has come: it waits for answers (or a pause), it is done, or it failed and its key is
 * to be retried.
 */
export type Progress = 'waiting' | 'done' | 'failed'

/**
 * What a controller does with a key. `begin` makes the record of a sync and `advance` carries it on
 * as far as it gets: it reads caches and clock, plans, sends requests, and returns. It is called
 * again when all requests that were sent have been answered.
 */
export interface Reconciler<S extends Sync> {
  begin(key: string): S
  advance(sync: S): Progress
}

/** Whoever waits for a time to pass: a sync, or one of the things that it does at once. */
export interface Pausing {
  /** The time has passed. */
  pauseIsOver(): void
}

/** Whoever runs syncs, and carries one on when what it waited for has come. */
export interface SyncRunner {
  carryOn(sync: Sync): void
}

const NO_RUNNER: SyncRunner = Object.freeze({ carryOn: () => {} })

/**
 * One pass over one key, while it lasts: plain state, never a promise or a closure, so that a pass can
 * stand still for its writes while the world goes on.
 */
export abstract class Sync implements Requester, Pausing {
  key: string
  /** Answers (and pauses) still to come. */
  outstanding = 0
  /** When the key entered the queue, and when a worker took it; set by the loop that runs the sync. */
  queuedSince: SimTime = START
  workingSince: SimTime = START
  /** Set by the loop that runs the sync: itself. */
  runner: SyncRunner = NO_RUNNER

  constructor(key: string) {
    this.key = key
  }

  /** Keeps the outcome of one request for the next stage. */
  protected abstract record(request: ApiRequest, result: ApiResult): void

  answered(request: ApiRequest, result: ApiResult): void {
    this.record(request, result)
    this.continueWhenComplete()
  }

  pauseIsOver(): void {
    this.continueWhenComplete()
  }

  /** One of the things waited for has come. */
  continueWhenComplete(): void {
    this.outstanding--
    if (this.outstanding === 0) this.runner.carryOn(this)
  }
}

export interface ControllerLoopOptions<S extends Sync> {
  readonly simulation: Simulation
  readonly name: string
  readonly workers: number
  readonly reconciler: Reconciler<S>
}

/** A work queue and its workers. A worker is held by its sync until that is done or has failed. */
export class ControllerLoop<S extends Sync> implements SyncRunner {
  readonly queue: WorkQueue
  readonly #simulation: Simulation
  readonly #workers: number
  readonly #reconciler: Reconciler<S>
  readonly #pausing: (Pausing | undefined)[] = []
  readonly #freeSlots: number[] = []
  readonly #pauseOver: EventKind
  #busyWorkers = 0
  #isStarting = false
  #isStopped = false
  #syncCount = 0
  #failureCount = 0

  constructor(options: ControllerLoopOptions<S>) {
    const { simulation, name } = options
    this.#simulation = simulation
    this.#workers = options.workers
    this.#reconciler = options.reconciler
    this.queue = new WorkQueue(simulation, {
      name,
      retries: new RetryLimiter(),
      onReady: () => this.#startWorkers(),
    })
    this.#pauseOver = simulation.defineEvent(`PauseOver/${name}`, PHASES.clusterTimer, (slot) => {
      const pausing = this.#pausing[slot]
      this.#pausing[slot] = undefined
      this.#freeSlots.push(slot)
      pausing?.pauseIsOver()
    })
  }

  /** Syncs that have ended, failed ones included. */
  get syncCount(): number {
    return this.#syncCount
  }

  /** Syncs that have failed, so that their keys were to be retried. */
  get failureCount(): number {
    return this.#failureCount
  }

  /** The process ends: no key is taken any more, and syncs under way come to nothing. */
  stop(): void {
    this.#isStopped = true
  }

  /** Has the sync wait, with its worker, before `advance` is called again. */
  pause(sync: S, duration: Duration): void {
    sync.outstanding++
    this.wakeAfter(sync, duration)
  }

  /** Tells somebody when the time has passed. */
  wakeAfter(pausing: Pausing, duration: Duration): void {
    const slot = this.#freeSlots.pop() ?? this.#pausing.length
    this.#pausing[slot] = pausing
    this.#simulation.scheduleAfter(duration, this.#pauseOver, slot)
  }

  /** A sync that ends at once makes room for the next in this very loop, not in one inside it. */
  #startWorkers(): void {
    if (this.#isStarting || this.#isStopped) return
    this.#isStarting = true
    while (this.#busyWorkers < this.#workers) {
      const key = this.queue.take()
      if (key === undefined) break
      this.#busyWorkers++
      const sync = this.#reconciler.begin(key)
      sync.queuedSince = this.queue.takenSince
      sync.workingSince = this.#simulation.now
      sync.runner = this
      this.carryOn(sync)
    }
    this.#isStarting = false
  }

  /** Carries a sync on as far as it gets, and takes the next key if that is to its end. */
  carryOn(sync: S): void {
    if (this.#isStopped) return
    const progress = this.#reconciler.advance(sync)
    if (progress === 'waiting') return
    this.#syncCount++
    this.#busyWorkers--
    if (progress === 'failed') {
      this.#failureCount++
      this.queue.addRateLimited(sync.key)
    } else {
      this.queue.forget(sync.key)
    }
    this.queue.done(sync.key)
    if (this.queue.length > 0) this.#startWorkers()
  }
}
