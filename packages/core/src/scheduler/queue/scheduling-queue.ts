import FastPriorityQueue from 'fastpriorityqueue'
import { type Duration, type SimTime, minutes, seconds } from '../../kernel/time.ts'
import { ActiveQueue } from './active-queue.ts'
import type { Rejection } from '../placement/rejection.ts'
import { UnschedulablePods } from './unschedulable-pods.ts'
import { type WaitingPod, comesBefore } from './waiting-pod.ts'

const FIRST_BACK_OFF = seconds(1)
const LONGEST_BACK_OFF = seconds(10)
const BACK_OFF_TICK = seconds(1)
const FLUSH_TICK = seconds(30)
const LONGEST_STAY = minutes(5)

/**
 * The pods without a node: those to be looked at now, those that wait out their back-off, and those
 * that no node takes until something changes (spec/pod-lifecycle-and-latency §2.3).
 */
export class SchedulingQueue {
  readonly unschedulable: UnschedulablePods = new UnschedulablePods()
  readonly #active = new ActiveQueue()
  /** Found no node; an idle scheduler looks at them before their time. */
  readonly #backingOff = new BackOffQueue()
  /** Broke off on the way to their node; they wait in any case. */
  readonly #retrying = new BackOffQueue()
  /** An idle scheduler does not wait for the end of a back-off (`Behaviours.popFromBackoffQueue`). */
  readonly #cutsBackOffShort: boolean

  constructor(cutsBackOffShort: boolean) {
    this.#cutsBackOffShort = cutsBackOffShort
  }

  /** True when every pod that is left is parked. */
  get isIdle(): boolean {
    return (
      this.#active.isEmpty &&
      this.#backingOff.first() === undefined &&
      this.#retrying.first() === undefined
    )
  }

  /** A pod that is to be looked at as soon as it is its turn. */
  add(waiting: WaitingPod): void {
    this.#active.add(waiting)
  }

  /** Takes the pod whose turn it is. */
  take(now: SimTime): WaitingPod | undefined {
    this.#endBackOffs(now)
    const next =
      this.#active.take() ?? (this.#cutsBackOffShort ? this.#backingOff.take() : undefined)
    if (next !== undefined) next.place = 'attempt'
    return next
  }

  /** An attempt found no node: the pod waits until something changes that may help it. */
  park(waiting: WaitingPod, rejection: Rejection, now: SimTime): void {
    this.#countFailure(waiting, now)
    waiting.rejection = rejection
    this.unschedulable.add(waiting)
  }

  /** An attempt came to grief on its way to the node: it is repeated when the back-off is over. */
  retry(waiting: WaitingPod, now: SimTime): void {
    this.#countFailure(waiting, now)
    this.#retrying.add(waiting)
  }

  /** Something has changed that may help a parked pod. */
  wake(waiting: WaitingPod, now: SimTime): void {
    this.unschedulable.delete(waiting)
    if (waiting.backOffUntil <= now) this.#active.add(waiting)
    else this.#backingOff.add(waiting)
  }

  /** The pod needs no node any more. */
  drop(waiting: WaitingPod): void {
    if (waiting.place === 'unschedulable') this.unschedulable.delete(waiting)
    waiting.place = 'gone'
  }

  /** When `take` has to be tried again though nothing has changed; `undefined` for never. */
  nextTick(): SimTime | undefined {
    const end = Math.min(
      this.#backingOff.first()?.backOffUntil ?? Infinity,
      this.#retrying.first()?.backOffUntil ?? Infinity,
    )
    return end === Infinity ? undefined : tickFrom(end as SimTime, BACK_OFF_TICK)
  }

  /** When the pod that is parked longest is looked at again for safety. */
  nextFlush(): SimTime | undefined {
    const oldest = this.unschedulable.oldest()
    return oldest && tickFrom((oldest.since + LONGEST_STAY) as SimTime, FLUSH_TICK)
  }

  /** Wakes the pods that are parked for too long. */
  flush(now: SimTime): void {
    for (;;) {
      const oldest = this.unschedulable.oldest()
      if (oldest === undefined || oldest.since + LONGEST_STAY > now) return
      this.wake(oldest, now)
    }
  }

  #countFailure(waiting: WaitingPod, now: SimTime): void {
    waiting.attempts++
    waiting.since = now
    waiting.backOffUntil = (now + backOffAfter(waiting.attempts)) as SimTime
  }

  #endBackOffs(now: SimTime): void {
    this.#endBackOffsOf(this.#backingOff, now)
    this.#endBackOffsOf(this.#retrying, now)
  }

  #endBackOffsOf(queue: BackOffQueue, now: SimTime): void {
    for (;;) {
      const first = queue.first()
      if (first === undefined || tickFrom(first.backOffUntil, BACK_OFF_TICK) > now) return
      queue.take()
      this.#active.add(first)
    }
  }
}

/** Pods by the end of their back-off. One that has left otherwise is still in here; its place says so. */
class BackOffQueue {
  readonly #heap = new FastPriorityQueue<WaitingPod>(endsFirst)

  add(waiting: WaitingPod): void {
    waiting.place = 'back-off'
    this.#heap.add(waiting)
  }

  first(): WaitingPod | undefined {
    for (;;) {
      const first = this.#heap.peek()
      if (first === undefined || first.place === 'back-off') return first
      this.#heap.poll()
    }
  }

  take(): WaitingPod | undefined {
    return this.first() === undefined ? undefined : this.#heap.poll()
  }
}

function endsFirst(one: WaitingPod, other: WaitingPod): boolean {
  if (one.backOffUntil !== other.backOffUntil) return one.backOffUntil < other.backOffUntil
  return comesBefore(one, other)
}

function backOffAfter(attempts: number): Duration {
  let backOff: number = FIRST_BACK_OFF
  for (let attempt = 1; attempt < attempts && backOff < LONGEST_BACK_OFF; attempt++) backOff *= 2
  return Math.min(backOff, LONGEST_BACK_OFF) as Duration
}

/** The scheduler looks at its queues in fixed steps, counted from the start of the run. */
function tickFrom(time: SimTime, step: Duration): SimTime {
  return (Math.ceil(time / step) * step) as SimTime
}
