import {
  type Duration,
  NEVER,
  PHASES,
  RandomStreams,
  Server,
  Simulation,
  compileSampler,
  entityKey,
  uniform,
} from '@seatrial/core'
import { type Counts, type Job, type Size, type Suite, suite } from '../../harness.ts'

/**
 * How many customers a second go through an M/M/1 queue, λ 1 and μ 1.1 a second?
 *
 * The benchmark of the simmer paper (Ucar, Smeets and Azcorra 2019), also ConcurrentSim.jl's. Two
 * events are pending at most, so it measures the loop, the draws and the handlers, not the queue.
 */
export const mm1: Suite = suite('kernel/mm1', [
  {
    type: 'time',
    name: 'M/M/1, nothing recorded',
    unit: 'customer',
    as: 'rate',
    target: { atLeast: 7_000_000 },
    prepare: (size) => jobOf((customers) => countingQueue(customers, drawsAhead()), size),
  },
  {
    type: 'time',
    name: 'M/M/1, each draw made when it is needed',
    unit: 'customer',
    as: 'rate',
    prepare: (size) => jobOf((customers) => countingQueue(customers, drawsInTime), size),
  },
  {
    type: 'time',
    name: 'M/M/1, a Server with its statistics',
    unit: 'customer',
    as: 'rate',
    prepare: (size) => jobOf(observedServer, size),
  },
])

function jobOf(simulate: (customers: number) => Simulation, size: Size): Job {
  const customers = size === 'short' ? 2_000 : 200_000
  const run = (): Counts => ({ events: simulate(customers).executedCount })
  return { work: customers, counts: { events: 2 * customers }, run }
}

const streams = new RandomStreams('mm1', 0)
const arrivals = streams.purpose('arrivals')
const services = streams.purpose('services')
const customersKey = entityKey('customers')
const interarrival = compileSampler({ type: 'exponential', mean: 1_000_000 })
const service = compileSampler({ type: 'exponential', mean: 1_000_000 / 1.1 })

/** How long it takes from one customer to the next and how long their services last. */
interface Draws {
  readonly pauseBefore: (customer: number) => Duration
  readonly serviceOf: (customer: number) => Duration
}

const drawsInTime: Draws = {
  pauseBefore: (customer) => interarrival.sample(uniform(arrivals, customersKey, customer)),
  serviceOf: (customer) => service.sample(uniform(services, customersKey, customer)),
}

/**
 * The same draws, made for some hundred customers at once. Since draws are keyed, it does not matter when
 * they are made; one after the other the processor overlaps them, which it cannot within an event.
 */
function drawsAhead(): Draws {
  const pauses = new DurationsAhead(drawsInTime.pauseBefore)
  const durations = new DurationsAhead(drawsInTime.serviceOf)
  return {
    pauseBefore: (customer) => pauses.of(customer),
    serviceOf: (customer) => durations.of(customer),
  }
}

/** Durations that are asked for customer by customer. */
class DurationsAhead {
  readonly #draw: (customer: number) => Duration
  readonly #drawn = new Float64Array(AHEAD)

  constructor(draw: (customer: number) => Duration) {
    this.#draw = draw
  }

  of(customer: number): Duration {
    if (customer % AHEAD === 0) this.#drawFrom(customer)
    return this.#drawn[customer % AHEAD] as Duration
  }

  #drawFrom(first: number): void {
    for (let index = 0; index < AHEAD; index++) this.#drawn[index] = this.#draw(first + index)
  }
}

const AHEAD = 256

/** The waiting customers are no more than a number. */
function countingQueue(customers: number, draws: Draws): Simulation {
  const simulation = new Simulation()
  let present = 0
  const serve = (customer: number): void => {
    simulation.scheduleAfter(draws.serviceOf(customer), departure, customer)
  }
  const arrive = (customer: number): void => {
    simulation.scheduleAfter(draws.pauseBefore(customer), arrival, customer)
  }
  const arrival = simulation.defineEvent('Arrival', PHASES.clusterTimer, (customer) => {
    present += 1
    if (present === 1) serve(customer)
    if (customer + 1 < customers) arrive(customer + 1)
  })
  const departure = simulation.defineEvent('Departure', PHASES.clusterTimer, (customer) => {
    present -= 1
    if (present > 0) serve(customer + 1)
  })
  arrive(0)
  simulation.runUntil(NEVER)
  return simulation
}

function observedServer(customers: number): Simulation {
  const simulation = new Simulation()
  const server = new Server(simulation, {
    capacity: 1,
    begin(customer) {
      simulation.scheduleAfter(drawsInTime.serviceOf(customer), departure, customer)
    },
  })
  const arrive = (customer: number): void => {
    simulation.scheduleAfter(drawsInTime.pauseBefore(customer), arrival, customer)
  }
  const arrival = simulation.defineEvent('Arrival', PHASES.clusterTimer, (customer) => {
    server.arrive(customer)
    if (customer + 1 < customers) arrive(customer + 1)
  })
  const departure = simulation.defineEvent('Departure', PHASES.clusterTimer, () => server.finish())
  arrive(0)
  simulation.runUntil(NEVER)
  return simulation
}
