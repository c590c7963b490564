import { describe, expect, it } from 'vitest'
import { InvariantError } from '../../src/assert.ts'
import { NO_EVENT } from '../../src/kernel/event-queue.ts'
import { PHASES } from '../../src/kernel/phases.ts'
import { Simulation, type TracedEvent } from '../../src/kernel/simulation.ts'
import { type Duration, NEVER, START, type SimTime, after, seconds } from '../../src/kernel/time.ts'
import { HeapEventQueue } from './heap-event-queue.ts'

const at = (count: number) => after(START, seconds(count))

describe('Simulation', () => {
  it('executes events in the order of their times and shows each its own', () => {
    const { simulation, seen, event } = recording()
    simulation.scheduleAt(at(3), event, 1)
    simulation.scheduleAt(at(1), event, 2)
    simulation.scheduleAfter(seconds(2), event, 3)

    simulation.runUntil(NEVER)

    expect(seen).toEqual([
      [2, at(1)],
      [3, at(2)],
      [1, at(3)],
    ])
  })

  it('schedules from within an event, also for the present instant', () => {
    const simulation = new Simulation()
    const entities: number[] = []
    const countDown = simulation.defineEvent('CountDown', PHASES.clusterTimer, (entity) => {
      entities.push(entity)
      if (entity > 0) simulation.scheduleAfter(seconds(0), countDown, entity - 1)
    })
    simulation.scheduleAt(at(5), countDown, 3)

    simulation.runUntil(NEVER)

    expect(entities).toEqual([3, 2, 1, 0])
    expect(simulation.now).toBe(at(5))
  })

  it('does not schedule into the past, at no time, or at no instant in particular', () => {
    const { simulation, event } = recording()
    simulation.runUntil(at(10))

    expect(() => simulation.scheduleAt(at(9), event, 0)).toThrow(InvariantError)
    expect(() => simulation.scheduleAfter(seconds(-1), event, 0)).toThrow(InvariantError)
    expect(() => simulation.scheduleAt(NEVER, event, 0)).toThrow(InvariantError)
    expect(() => simulation.scheduleAt(NaN as SimTime, event, 0)).toThrow(InvariantError)
    expect(() => simulation.scheduleAfter(0.5 as Duration, event, 0)).toThrow(InvariantError)
  })

  it('executes what falls on the horizon and leaves the clock there', () => {
    const { simulation, seen, event } = recording()
    simulation.scheduleAt(at(10), event, 1)
    simulation.scheduleAt(after(at(10), 1 as Duration), event, 2)

    simulation.runUntil(at(10))

    expect(seen).toEqual([[1, at(10)]])
    expect(simulation.now).toBe(at(10))
    expect(simulation.pendingCount).toBe(1)
  })

  it('moves the clock to the horizon when nothing is left, but never to eternity', () => {
    const { simulation, event } = recording()
    simulation.scheduleAt(at(1), event, 1)

    simulation.runUntil(at(4))
    expect(simulation.now).toBe(at(4))

    simulation.scheduleAt(at(6), event, 2)
    simulation.runUntil(NEVER)
    expect(simulation.now).toBe(at(6))
  })

  it('never turns the clock back', () => {
    const { simulation } = recording()
    simulation.runUntil(at(4))

    simulation.runUntil(at(2))

    expect(simulation.now).toBe(at(4))
  })

  it('stops after the event that makes it done, its clock at that event', () => {
    const { simulation, seen, event } = recording()
    for (const time of [1, 2, 3]) simulation.scheduleAt(at(time), event, time)

    simulation.runUntil(at(10), () => seen.length === 2)

    expect(simulation.now).toBe(at(2))
    expect(simulation.pendingCount).toBe(1)
  })

  it('executes nothing when it is done already', () => {
    const { simulation, seen, event } = recording()
    simulation.scheduleAt(START, event, 1)

    simulation.runUntil(at(10), () => true)

    expect(seen).toEqual([])
    expect(simulation.now).toBe(START)
  })

  it('executes or cancels every event once', () => {
    const { simulation, seen, event } = recording()
    const handles = [1, 2, 3].map((time) => simulation.scheduleAt(at(time), event, time))

    expect(simulation.cancel(handles[1] ?? NO_EVENT)).toBe(true)
    expect(simulation.cancel(handles[1] ?? NO_EVENT)).toBe(false)
    expect(simulation.step()).toBe(true)
    expect(simulation.cancel(handles[0] ?? NO_EVENT)).toBe(false)

    expect(seen).toEqual([[1, at(1)]])
    const { executedCount, cancelledCount, pendingCount } = simulation
    expect({ executedCount, cancelledCount, pendingCount }).toEqual({
      executedCount: 1,
      cancelledCount: 1,
      pendingCount: 1,
    })
    expect(simulation.step()).toBe(true)
    expect(simulation.step()).toBe(false)
  })

  it('shows its events to a tracer by name', () => {
    const { simulation, event } = recording()
    const trace: TracedEvent[] = []
    simulation.scheduleAt(at(1), event, 7)
    simulation.scheduleAt(at(2), event, 8)
    simulation.scheduleAt(at(3), event, 9)

    simulation.step()
    simulation.traceWith((traced) => trace.push(traced))
    simulation.step()
    simulation.traceWith(undefined)
    simulation.step()

    expect(trace).toEqual([{ type: 'Seen', time: at(2), entity: 8 }])
  })

  it.each([
    ['fifo' as const, [1, 2, 3, 4]],
    ['lifo' as const, [4, 3, 2, 1]],
  ])('breaks ties %s', (tieBreak, order) => {
    const { simulation, seen, event } = recording(new Simulation({ tieBreak }))
    for (const entity of [1, 2, 3, 4]) simulation.scheduleAt(at(1), event, entity)

    simulation.runUntil(NEVER)

    expect(seen.map(([entity]) => entity)).toEqual(order)
  })

  it('breaks ties at random by a seed, within one time and priority only', () => {
    const orderOf = (seed: number) => {
      const simulation = new Simulation({ tieBreak: { random: seed } })
      const order: number[] = []
      const first = simulation.defineEvent('First', 0, (entity) => order.push(entity))
      const second = simulation.defineEvent('Second', 1, (entity) => order.push(entity))
      for (let entity = 0; entity < 20; entity++) simulation.scheduleAt(at(2), second, 100 + entity)
      for (let entity = 0; entity < 20; entity++) simulation.scheduleAt(at(2), first, entity)
      simulation.scheduleAt(at(1), second, -1)
      simulation.runUntil(NEVER)
      return order
    }

    const order = orderOf(1)
    expect(order).toEqual(orderOf(1))
    expect(order).not.toEqual(orderOf(2))
    expect(order[0]).toBe(-1)
    expect(order.slice(1, 21).every((entity) => entity < 20)).toBe(true)
    expect(order.slice(1, 21)).not.toEqual(order.slice(1, 21).toSorted((a, b) => a - b))
  })

  it('runs on any event queue', () => {
    const { simulation, seen, event } = recording(new Simulation({ queue: new HeapEventQueue() }))
    simulation.scheduleAt(at(2), event, 2)
    simulation.scheduleAt(at(1), event, 1)

    simulation.runUntil(NEVER)

    expect(seen.map(([entity]) => entity)).toEqual([1, 2])
  })
})

/** A simulation with one kind of event, and what was seen of it: entity and time. */
function recording(simulation: Simulation = new Simulation()) {
  const seen: (readonly [number, SimTime])[] = []
  const event = simulation.defineEvent('Seen', PHASES.clusterTimer, (entity) => {
    seen.push([entity, simulation.now])
  })
  return { simulation, seen, event }
}
