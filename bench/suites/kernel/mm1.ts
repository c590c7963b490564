import {
  type Duration,
  NEVER,
  PHASES,
  type Purpose,
  RandomStreams,
  type Sampler,
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
    prepare: (size) => jobOf((customers) => countingQueue(customers, DurationsAhead), size),
  },
  {
    type: 'time',
    name: 'M/M/1, each draw made when it is needed',
    unit: 'customer',
    as: 'rate',
    prepare: (size) => jobOf((customers) => countingQueue(customers, DurationsInTime), size),
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

/** Random durations, by the customer's number. */
interface Durations {
  of(customer: number): Duration
}

/** Each is drawn when it is needed. */
class DurationsInTime implements Durations {
  private readonly sampler: Sampler
  private readonly purpose: Purpose

  constructor(sampler: Sampler, purpose: Purpose) {
    this.sampler = sampler
    this.purpose = purpose
  }

  of(customer: number): Duration {
    return this.sampler.sample(uniform(this.purpose, customersKey, customer))
  }
}

/**
 * The same, drawn for some hundred customers at once. Since draws are keyed, it does not matter when they
 * are made; one after the other, first the levels and then the logarithms, the processor overlaps them.
 */
class DurationsAhead implements Durations {
  private readonly sampler: Sampler
  private readonly purpose: Purpose
  private readonly drawn = new Float64Array(AHEAD)

  constructor(sampler: Sampler, purpose: Purpose) {
    this.sampler = sampler
    this.purpose = purpose
  }

  /** Customers are asked for one by one. */
  of(customer: number): Duration {
    const index = customer & (AHEAD - 1)
    if (index === 0) this.drawFrom(customer)
    return this.drawn[index] as Duration
  }

  private drawFrom(first: number): void {
    const { drawn, purpose, sampler } = this
    for (let index = 0; index < AHEAD; index++) {
      drawn[index] = uniform(purpose, customersKey, first + index)
    }
    for (let index = 0; index < AHEAD; index++) {
      drawn[index] = sampler.sample(drawn[index] as number)
    }
  }
}

const AHEAD = 256

/** The waiting customers are no more than a number. */
function countingQueue(
  customers: number,
  Source: new (sampler: Sampler, purpose: Purpose) => Durations,
): Simulation {
  const simulation = new Simulation()
  const pauses = new Source(interarrival, arrivals)
  const durations = new Source(service, services)
  let present = 0
  const serve = (customer: number): void => {
    simulation.scheduleAfter(durations.of(customer), departure, customer)
  }
  const arrive = (customer: number): void => {
    simulation.scheduleAfter(pauses.of(customer), arrival, customer)
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
  const pauses = new DurationsInTime(interarrival, arrivals)
  const durations = new DurationsInTime(service, services)
  const server = new Server(simulation, {
    capacity: 1,
    begin(customer) {
      simulation.scheduleAfter(durations.of(customer), departure, customer)
    },
  })
  const arrive = (customer: number): void => {
    simulation.scheduleAfter(pauses.of(customer), arrival, customer)
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
