import { type EntityKey, entityKey } from '../kernel/entity-key.ts'
import type { EventHandle } from '../kernel/event-queue.ts'
import { PHASES } from '../kernel/phases.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import type { SimTime } from '../kernel/time.ts'
import { placeOf } from '../node/incarnations.ts'
import type { StageSampler } from '../profiles/stage-samplers.ts'
import type { SchedulingQueue } from './queue/scheduling-queue.ts'
import type { WaitingPod } from './queue/waiting-pod.ts'

/**
 * Serves the pods of the scheduling queue one after the other; each takes the time of an attempt. This
 * is the throughput of the scheduler.
 */
export class AttemptServer {
  readonly #simulation: Simulation
  readonly #queue: SchedulingQueue
  readonly #time: StageSampler
  readonly #attempted: (waiting: WaitingPod) => void
  readonly #begin: EventKind
  readonly #attemptEnds: EventKind
  readonly #queueTick: EventKind
  #current: WaitingPod | undefined
  #isBeginning = false
  #tick: { readonly at: SimTime; readonly handle: EventHandle } | undefined

  constructor(options: {
    readonly simulation: Simulation
    readonly queue: SchedulingQueue
    readonly time: StageSampler
    /** Decides about a pod at the end of its attempt. */
    readonly attempted: (waiting: WaitingPod) => void
  }) {
    const { simulation } = options
    this.#simulation = simulation
    this.#queue = options.queue
    this.#time = options.time
    this.#attempted = options.attempted
    const { clusterTimer, workerStart } = PHASES
    this.#begin = simulation.defineEvent('SchedulingBegins', workerStart, () => {
      this.#isBeginning = false
      this.#takeNext()
    })
    this.#attemptEnds = simulation.defineEvent('SchedulingAttemptEnds', clusterTimer, () =>
      this.#endAttempt(),
    )
    this.#queueTick = simulation.defineEvent('SchedulingQueueTick', clusterTimer, () =>
      this.#onTick(),
    )
  }

  /**
   * To be called whenever the queue may have a pod: an idle scheduler takes it at the end of the
   * instant, when it has seen all that the instant brought.
   */
  lookForWork(): void {
    if (this.#current !== undefined || this.#isBeginning || this.#queue.isIdle) return
    this.#isBeginning = true
    this.#simulation.scheduleAt(this.#simulation.now, this.#begin, 0)
  }

  #takeNext(): void {
    if (this.#current !== undefined) return
    const next = this.#queue.take(this.#simulation.now)
    if (next === undefined) {
      this.#armTick()
      return
    }
    this.#current = next
    const took = this.#time.draw(this.#entityOf(next), next.attempts)
    this.#simulation.scheduleAfter(took, this.#attemptEnds, 0)
  }

  #entityOf({ pod }: WaitingPod): EntityKey {
    return this.#time.isConstant ? NO_ENTITY : entityKey(placeOf(pod))
  }

  #endAttempt(): void {
    const waiting = this.#current
    this.#current = undefined
    if (waiting?.place === 'attempt') this.#attempted(waiting)
    this.#takeNext()
  }

  #onTick(): void {
    this.#tick = undefined
    this.#queue.flush(this.#simulation.now)
    this.lookForWork()
  }

  /** The queue has to be looked at again at some instant, though nothing may have changed. */
  #armTick(): void {
    const next = Math.min(this.#queue.nextTick() ?? Infinity, this.#queue.nextFlush() ?? Infinity)
    if (this.#tick?.at === next) return
    if (this.#tick !== undefined) this.#simulation.cancel(this.#tick.handle)
    this.#tick = undefined
    if (next === Infinity) return
    const at = next as SimTime
    this.#tick = { at, handle: this.#simulation.scheduleAt(at, this.#queueTick, 0) }
  }
}

const NO_ENTITY = entityKey('')
