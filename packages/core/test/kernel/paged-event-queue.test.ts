import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EventHandle, type EventQueue, NO_EVENT } from '../../src/kernel/event-queue.ts'
import { PagedEventQueue } from '../../src/kernel/paged-event-queue.ts'
import { HeapEventQueue } from './heap-event-queue.ts'
import { type Workload, firstDifference, workloads } from './queue-workload.ts'

const seed = Number(process.env['SEATRIAL_SEED'] ?? 20_260_101)

describe(`PagedEventQueue (SEATRIAL_SEED=${seed})`, () => {
  it('agrees with a plain heap on short sequences of operations', () => {
    fc.assert(fc.property(workloads({ population: 100, operations: 300 }), agreesWithHeap), {
      seed,
      numRuns: 2_000,
    })
  })

  it('agrees with a plain heap on long sequences of operations', () => {
    fc.assert(fc.property(workloads({ population: 20_000, operations: 50_000 }), agreesWithHeap), {
      seed,
      numRuns: 40,
    })
  })

  it.each(['fifo', 'lifo', { random: 7 }] as const)(
    'takes a burst for one instant in the order of the tie-break %o',
    (tieBreak) => {
      const queue = new PagedEventQueue(tieBreak)
      const reference = new HeapEventQueue(tieBreak)

      for (const each of [queue, reference]) {
        for (let entity = 0; entity < 10_000; entity++) each.push(5_000_000, entity % 8, 0, entity)
        for (let entity = 0; entity < 100; entity++) each.push(entity * 40_000, 0, 0, entity)
      }

      expect(drain(queue)).toEqual(drain(reference))
    },
  )

  it.each(['fifo', 'lifo', { random: 7 }] as const)(
    'keeps the order %o of the present instant when most of it is cancelled',
    (tieBreak) => {
      const queue = new PagedEventQueue(tieBreak)
      const reference = new HeapEventQueue(tieBreak)

      for (const each of [queue, reference]) {
        const handles = Array.from({ length: 5_000 }, (_, entity) =>
          each.push(0, entity % 3, 0, entity),
        )
        for (const [entity, handle] of handles.entries()) if (entity % 10 !== 0) each.cancel(handle)
        for (let entity = 5_000; entity < 5_010; entity++) each.push(0, entity % 3, 0, entity)
      }

      expect(drain(queue)).toEqual(drain(reference))
    },
  )

  it('takes what is pushed for the present instant in the order of priorities', () => {
    const queue = new PagedEventQueue()
    queue.push(10, 3, 0, 1)
    queue.push(10, 3, 0, 2)
    queue.pop()

    queue.push(10, 4, 0, 3)
    queue.push(10, 1, 0, 4)
    queue.push(10, 3, 0, 5)

    expect(drain(queue).map(({ entity }) => entity)).toEqual([4, 2, 5, 3])
  })

  it('leaves what lies behind the horizon', () => {
    const queue = new PagedEventQueue()
    queue.push(10, 0, 0, 1)
    queue.push(20, 0, 0, 2)

    expect(queue.pop(10)).toBe(true)
    expect(queue.pop(19)).toBe(false)
    expect(queue.time).toBe(10)
    expect(queue.pop(20)).toBe(true)
  })

  it('accepts an event for earlier than one that it was asked about', () => {
    const queue = new PagedEventQueue()
    for (let entity = 0; entity < 200; entity++)
      queue.push(1_000_000 + entity * 1_000, 0, 0, entity)
    expect(queue.pop(999_999)).toBe(false)
    expect(queue.peekTime()).toBe(1_000_000)

    queue.push(3, 0, 0, 1_000)

    expect(queue.peekTime()).toBe(3)
    expect(drain(queue)[0]).toEqual({ time: 3, entity: 1_000 })
  })

  it('knows a handle as stale once its event was popped or cancelled, also when the slot is reused', () => {
    const queue = new PagedEventQueue()
    const popped = queue.push(1, 0, 0, 0)
    queue.pop()
    const cancelled = queue.push(2, 0, 0, 0)
    queue.cancel(cancelled)
    queue.pop()
    const pending = queue.push(3, 0, 0, 0)

    expect(queue.cancel(popped)).toBe(false)
    expect(queue.cancel(cancelled)).toBe(false)
    expect(queue.cancel(NO_EVENT)).toBe(false)
    expect(queue.cancel(1e300 as EventHandle)).toBe(false)
    expect(queue.cancel(pending)).toBe(true)
    expect(queue.cancel(pending)).toBe(false)
    expect(queue.size).toBe(0)
  })

  it('does not grow while timers are set and cancelled without end', () => {
    const queue = new PagedEventQueue()
    const memoryBefore = process.memoryUsage().arrayBuffers

    for (let round = 0; round < 200_000; round++) {
      const handle = queue.push(3_600_000_000 + round, 1, 0, round)
      queue.push(round, 0, 0, round)
      queue.pop()
      queue.cancel(handle)
    }

    expect(queue.size).toBe(0)
    expect(process.memoryUsage().arrayBuffers - memoryBefore).toBeLessThan(1_000_000)
  })

  it('tells times apart to the microsecond, centuries ahead', () => {
    const queue = new PagedEventQueue()
    const far = 8_000_000_000_000_000
    for (const offset of [3, 0, 2, 1]) queue.push(far + offset, 0, 0, offset)
    for (let entity = 0; entity < 100; entity++) queue.push(entity, 0, 0, -1)

    expect(drain(queue).slice(100)).toEqual(
      [0, 1, 2, 3].map((offset) => ({ time: far + offset, entity: offset })),
    )
  })
})

function agreesWithHeap(workload: Workload): void {
  const { tieBreak } = workload
  const difference = firstDifference(
    workload,
    new PagedEventQueue(tieBreak),
    new HeapEventQueue(tieBreak),
  )
  expect(difference).toBeUndefined()
}

function drain(queue: EventQueue): { readonly time: number; readonly entity: number }[] {
  const taken = []
  while (queue.pop()) taken.push({ time: queue.time, entity: queue.entity })
  return taken
}
