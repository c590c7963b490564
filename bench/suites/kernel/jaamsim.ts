import {
  NEVER,
  PHASES,
  RandomStreams,
  START,
  Server,
  Simulation,
  compileSampler,
  entityKey,
  seconds,
  uniform,
} from '@seatrial/core'
import {
  type Counts,
  type Job,
  type Size,
  type Suite,
  type TimeQuestion,
  suite,
} from '../../harness.ts'

/**
 * The three synthetic benchmarks with which JaamSim compares simulation programs (Harry King 2014;
 * SimSharp repeats them): what do a delay, the life of an entity and the use of a resource cost?
 */
export const jaamsim: Suite = suite('kernel/jaamsim', [
  ...[1, 10, 100, 1_000, 10_000].map((entities) =>
    question({
      name: `delays of ${entities.toLocaleString('en')} entities`,
      unit: 'delay',
      eventsAUnit: 1,
      simulate: (work) => delayInLoops(entities, work),
    }),
  ),
  question({
    name: 'entities that are created and go at once',
    unit: 'entity',
    eventsAUnit: 2,
    simulate: createAndDestroy,
  }),
  question({
    name: 'a resource that two entities seize and release in turn',
    unit: 'seizure',
    eventsAUnit: 1,
    simulate: seizeAndRelease,
  }),
])

interface Benchmark {
  readonly name: string
  readonly unit: string
  readonly eventsAUnit: number
  readonly simulate: (work: number) => Simulation
}

function question(benchmark: Benchmark): TimeQuestion {
  const { name, unit } = benchmark
  return { type: 'time', name, unit, prepare: (size) => jobOf(benchmark, size) }
}

function jobOf({ eventsAUnit, simulate }: Benchmark, size: Size): Job {
  const work = size === 'short' ? 20_000 : 200_000
  const run = (): Counts => ({ events: simulate(work).executedCount })
  return { work, counts: { events: work * eventsAUnit }, run }
}

const delays = new RandomStreams('jaamsim', 0).purpose('delays')
const delaysKey = entityKey('delays')

/** Each entity waits 0 to 2 n seconds, again and again: one delay a second on average. */
function delayInLoops(entities: number, work: number): Simulation {
  const simulation = new Simulation()
  const delay = compileSampler({ type: 'uniform', low: 0, high: entities * 2_000_000 })
  let begun = 0
  const begin = (entity: number): void => {
    if (begun === work) return
    const duration = delay.sample(uniform(delays, delaysKey, begun++))
    simulation.scheduleAfter(duration, over, entity)
  }
  const over = simulation.defineEvent('DelayOver', PHASES.clusterTimer, begin)
  for (let entity = 0; entity < entities; entity++) begin(entity)
  simulation.runUntil(NEVER)
  return simulation
}

/** Every second a source makes an entity whose life is one event at the same instant. */
function createAndDestroy(work: number): Simulation {
  const simulation = new Simulation()
  const alive = new Set<number>()
  const created = simulation.defineEvent('Created', PHASES.clusterTimer, (entity) => {
    alive.add(entity)
    simulation.scheduleAfter(seconds(0), gone, entity)
    if (entity + 1 < work) simulation.scheduleAfter(seconds(1), created, entity + 1)
  })
  const gone = simulation.defineEvent('Gone', PHASES.clusterTimer, (entity) => {
    alive.delete(entity)
  })
  simulation.scheduleAt(START, created, 0)
  simulation.runUntil(NEVER)
  return simulation
}

/** Two entities want the same place; whoever has it leaves at once and comes again. */
function seizeAndRelease(work: number): Simulation {
  const simulation = new Simulation()
  let seized = 0
  const server = new Server(simulation, {
    capacity: 1,
    begin(entity) {
      seized += 1
      simulation.scheduleAfter(seconds(0), released, entity)
    },
  })
  const released = simulation.defineEvent('Released', PHASES.clusterTimer, (entity) => {
    if (seized + server.waitingCount < work) server.arrive(entity)
    server.finish()
  })
  server.arrive(0)
  server.arrive(1)
  simulation.runUntil(NEVER)
  return simulation
}
