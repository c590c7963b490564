import { describe, expect, it } from 'vitest'
import { PHASES, type Phase } from '../../src/kernel/phases.ts'
import { type EventKind, Simulation } from '../../src/kernel/simulation.ts'
import { type Duration, NEVER, type SimTime, seconds } from '../../src/kernel/time.ts'

const NOW = seconds(1) as number as SimTime
const NO_DELAY = 0 as Duration

/** The four lines on the order of one instant in the contract of the recorded controller traces. */
describe('the order of things that fall on one instant', () => {
  it('1. script lines run before cluster timers, timers in the order in which they were planned', () => {
    const { simulation, log, kinds } = model()
    simulation.scheduleAt(NOW, kinds.clusterTimer, 1)
    simulation.scheduleAt(NOW, kinds.clusterTimer, 2)
    simulation.scheduleAt(NOW, kinds.script, 3)
    simulation.scheduleAt(NOW, kinds.clusterTimer, 4)

    simulation.runUntil(NEVER)

    expect(log).toEqual(['script 3', 'clusterTimer 1', 'clusterTimer 2', 'clusterTimer 4'])
  })

  it('2. requests that are due run after scripts and timers', () => {
    const { simulation, log, kinds } = model()
    simulation.scheduleAt(NOW, kinds.apiRequest, 1)
    simulation.scheduleAt(NOW, kinds.clusterTimer, 2)
    simulation.scheduleAt(NOW, kinds.script, 3)

    simulation.runUntil(NEVER)

    expect(log).toEqual(['script 3', 'clusterTimer 2', 'apiRequest 1'])
  })

  it('3. watch deliveries run after all requests of the instant', () => {
    const { simulation, log, kinds } = model()
    simulation.scheduleAt(NOW, kinds.watchDelivery, 1)
    simulation.scheduleAt(NOW, kinds.apiRequest, 2)
    simulation.scheduleAt(NOW, kinds.apiRequest, 3)

    simulation.runUntil(NEVER)

    expect(log).toEqual(['apiRequest 2', 'apiRequest 3', 'watchDelivery 1'])
  })

  it('4. workers start only when the instant has delivered everything, recorders after them', () => {
    const { simulation, log, kinds } = model()
    simulation.scheduleAt(NOW, kinds.recorder, 1)
    simulation.scheduleAt(NOW, kinds.workerStart, 2)
    simulation.scheduleAt(NOW, kinds.watchDelivery, 3)

    simulation.runUntil(NEVER)

    expect(log).toEqual(['watchDelivery 3', 'workerStart 2', 'recorder 1'])
  })

  it('holds at zero delay: what a worker writes is requested, delivered and seen before the next', () => {
    const { simulation, log, kinds, causes } = model()
    simulation.scheduleAt(NOW, kinds.recorder, 0)
    simulation.scheduleAt(NOW, kinds.workerStart, 1)
    simulation.scheduleAt(NOW, kinds.workerStart, 2)
    causes.set('workerStart 1', [kinds.apiRequest, 11])
    causes.set('apiRequest 11', [kinds.watchDelivery, 12])
    causes.set('watchDelivery 12', [kinds.workerStart, 13])
    causes.set('workerStart 2', [kinds.script, 21])

    simulation.runUntil(NEVER)

    expect(log).toEqual([
      'workerStart 1',
      'apiRequest 11',
      'watchDelivery 12',
      'workerStart 2',
      'script 21',
      'workerStart 13',
      'recorder 0',
    ])
    expect(simulation.now).toBe(NOW)
  })

  it('holds for a tie-break other than fifo', () => {
    const { simulation, log, kinds } = model(new Simulation({ tieBreak: 'lifo' }))
    simulation.scheduleAt(NOW, kinds.workerStart, 1)
    simulation.scheduleAt(NOW, kinds.apiRequest, 2)
    simulation.scheduleAt(NOW, kinds.apiRequest, 3)

    simulation.runUntil(NEVER)

    expect(log).toEqual(['apiRequest 3', 'apiRequest 2', 'workerStart 1'])
  })
})

type PhaseName = keyof typeof PHASES

/** One kind of event a phase; each logs itself and then causes what the test wants, without delay. */
function model(simulation: Simulation = new Simulation()) {
  const log: string[] = []
  const causes = new Map<string, readonly [EventKind, number]>()
  const define = ([name, phase]: [string, Phase]) => {
    const kind = simulation.defineEvent(name, phase, (entity) => {
      const entry = `${name} ${entity}`
      log.push(entry)
      const caused = causes.get(entry)
      if (caused !== undefined) simulation.scheduleAfter(NO_DELAY, caused[0], caused[1])
    })
    return [name, kind] as const
  }
  const kinds = Object.fromEntries(Object.entries(PHASES).map(define)) as Record<
    PhaseName,
    EventKind
  >
  return { simulation, log, kinds, causes }
}
