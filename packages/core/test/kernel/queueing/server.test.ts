import { NEVER, PHASES, Server, type ServerOptions, Simulation, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'

describe('Server', () => {
  it('serves first come, first served, as many at once as it has places', () => {
    const { simulation, log } = shop({ capacity: 2 }, [
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 0],
    ])

    simulation.runUntil(NEVER)

    expect(log).toEqual(['0 s: 1', '0 s: 2', '10 s: 3', '10 s: 4'])
  })

  it('serves the lowest priority number first and keeps the order among equals', () => {
    const { simulation, log } = shop({ capacity: 1, discipline: 'priority' }, [
      [1, 5],
      [2, 5],
      [3, 1],
      [4, 5],
      [5, 0],
      [6, 1],
    ])

    simulation.runUntil(NEVER)

    expect(log.map((entry) => entry.split(': ')[1])).toEqual(['1', '5', '3', '6', '2', '4'])
  })

  it('loses who finds no place and no room to wait', () => {
    const { simulation, server, log } = shop({ capacity: 1, waitingRoom: 1 }, [
      [1, 0],
      [2, 0],
      [3, 0],
    ])

    simulation.runUntil(NEVER)

    expect(log).toEqual(['0 s: 1', '10 s: 2'])
    expect(server.lostCount).toBe(1)
  })

  it('keeps account of waits, places in use and those present', () => {
    const { simulation, server } = shop({ capacity: 1 }, [
      [1, 0],
      [2, 0],
      [3, 0],
    ])

    simulation.runUntil(NEVER)

    const { now } = simulation
    expect([server.waits.count, server.waits.mean, server.waits.max]).toEqual([
      3,
      seconds(10),
      seconds(20),
    ])
    expect(server.busy.mean(now)).toBe(1)
    expect(server.present.mean(now)).toBe(2)
    expect(server.waitingCount).toBe(0)
  })

  it('keeps a long line in order', () => {
    const arrivals = Array.from({ length: 1_000 }, (_, entity) => [entity, 0] as const)
    const { simulation, log } = shop({ capacity: 1 }, arrivals)

    simulation.runUntil(NEVER)

    expect(log.map((entry) => Number(entry.split(': ')[1]))).toEqual(arrivals.map(([n]) => n))
  })

  it('notices a service that ends without having begun', () => {
    const { server } = shop({ capacity: 1 }, [])

    expect(() => server.finish()).toThrow('somebody was in service')
  })
})

/** A server at which all arrive at once, in that order, and each service takes 10 s. */
function shop(
  options: Omit<ServerOptions, 'begin'>,
  arrivals: readonly (readonly [entity: number, priority: number])[],
) {
  const simulation = new Simulation()
  const log: string[] = []
  const server = new Server(simulation, {
    ...options,
    begin(entity) {
      log.push(`${simulation.now / 1_000_000} s: ${entity}`)
      simulation.scheduleAfter(seconds(10), end, entity)
    },
  })
  const end = simulation.defineEvent('End', PHASES.clusterTimer, () => server.finish())
  for (const [entity, priority] of arrivals) server.arrive(entity, priority)
  return { simulation, server, log }
}
