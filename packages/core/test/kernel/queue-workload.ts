import fc from 'fast-check'
import type { TieBreak } from '../../src/kernel/event-order.ts'
import type { EventHandle, EventQueue } from '../../src/kernel/event-queue.ts'

/** How far ahead events are pushed, in microseconds. */
export type Delays =
  | { readonly type: 'uniform'; readonly scale: number }
  | { readonly type: 'exponential'; readonly scale: number }
  /** Multiples of `scale`, so that many events share an instant. */
  | { readonly type: 'grid'; readonly scale: number }
  /** Any order of magnitude from a microsecond to centuries. */
  | { readonly type: 'any-scale' }

/** A random sequence of operations on an event queue, as data. */
export interface Workload {
  readonly seed: number
  readonly tieBreak: TieBreak
  readonly delays: readonly Delays[]
  /** Pushes go on alternately until this many and until half as many events are pending. */
  readonly population: number
  readonly zeroDelayShare: number
  readonly cancelShare: number
  /** How many of the eight priorities occur. */
  readonly priorities: number
  readonly operations: number
}

const delays: fc.Arbitrary<Delays> = fc.oneof(
  ...(['uniform', 'exponential', 'grid'] as const).map((type) =>
    fc.record({
      type: fc.constant(type),
      scale: fc.integer({ min: 0, max: 40 }).map((bits) => 2 * 2 ** bits),
    }),
  ),
  fc.constant({ type: 'any-scale' as const }),
)

const tieBreaks: fc.Arbitrary<TieBreak> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('fifo' as const) },
  { weight: 1, arbitrary: fc.constant('lifo' as const) },
  { weight: 1, arbitrary: fc.record({ random: fc.integer() }) },
)

export function workloads(size: {
  readonly population: number
  readonly operations: number
}): fc.Arbitrary<Workload> {
  return fc.record({
    seed: fc.integer(),
    tieBreak: tieBreaks,
    delays: fc.array(delays, { minLength: 1, maxLength: 3 }),
    population: fc.integer({ min: 1, max: size.population }),
    zeroDelayShare: fc.constantFrom(0, 0, 0.1, 0.5, 0.9),
    cancelShare: fc.constantFrom(0, 0, 0.05, 0.4),
    priorities: fc.constantFrom(1, 2, 8),
    operations: fc.constant(size.operations),
  })
}

/**
 * Performs the same operations on both queues and returns the first difference that it sees, or
 * `undefined` when the queues agree to the last event.
 */
export function firstDifference(
  workload: Workload,
  queue: EventQueue,
  reference: EventQueue,
): string | undefined {
  const random = randomNumbers(workload.seed)
  const handles: { readonly queue: EventHandle; readonly reference: EventHandle }[] = []
  let isGrowing = true

  for (let operation = 0; operation < workload.operations; operation++) {
    if (reference.size >= workload.population) isGrowing = false
    if (reference.size <= workload.population / 2) isGrowing = true
    const choice = random()

    if (choice < workload.cancelShare && handles.length > 0) {
      const handle = handles[Math.floor(random() * handles.length)]
      if (handle === undefined) continue
      const answers = [queue.cancel(handle.queue), reference.cancel(handle.reference)]
      if (answers[0] !== answers[1]) return `${operation}: cancel answered ${answers.join()}`
    } else if (isGrowing || choice < 0.55) {
      const time = reference.time + drawDelay(workload, random)
      const priority = Math.floor(random() * workload.priorities)
      const kind = Math.floor(random() * 4096)
      handles[Math.floor(random() * 5000)] = {
        queue: queue.push(time, priority, kind, operation),
        reference: reference.push(time, priority, kind, operation),
      }
    } else if (choice < 0.6) {
      // Looking at what comes must not change it.
      const times = [queue.peekTime(), reference.peekTime()]
      if (times[0] !== times[1]) return `${operation}: next at ${times.join()}`
    } else {
      const isBounded = choice < 0.65
      const horizon = isBounded ? reference.time + drawDelay(workload, random) : Infinity
      const difference = popDifference(queue, reference, horizon)
      if (difference !== undefined) return `${operation}: ${difference}`
    }
    if (queue.size !== reference.size) return `${operation}: ${queue.size}, ${reference.size} left`
  }

  while (reference.size > 0) {
    const difference = popDifference(queue, reference, Infinity)
    if (difference !== undefined) return `in the end: ${difference}`
  }
  return queue.pop() ? 'one event too many' : undefined
}

function popDifference(
  queue: EventQueue,
  reference: EventQueue,
  horizon: number,
): string | undefined {
  const answers = [queue.pop(horizon), reference.pop(horizon)]
  if (answers[0] !== answers[1]) return `pop answered ${answers.join()}`
  const events = [queue, reference].map(
    ({ time, priority, kind, entity }) => `(${time}, ${priority}, ${kind}, ${entity})`,
  )
  return events[0] === events[1] ? undefined : `popped ${events.join(' and ')}`
}

function drawDelay(workload: Workload, random: () => number): number {
  if (random() < workload.zeroDelayShare) return 0
  const law = workload.delays[Math.floor(random() * workload.delays.length)]
  switch (law?.type) {
    case 'uniform':
      return Math.floor(random() * law.scale)
    case 'exponential':
      return Math.floor(-Math.log(1 - random()) * law.scale)
    case 'grid':
      return Math.floor(random() * 10) * law.scale
    default:
      return Math.floor(Math.exp(random() * 35))
  }
}

/** A linear congruential generator: good enough to choose operations. */
function randomNumbers(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 8) / 16_777_216
  }
}
