import {
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
    prepare: (size) => jobOf(countingQueue, size),
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

/** The waiting customers are no more than a number. */
function countingQueue(customers: number): Simulation {
  const simulation = new Simulation()
  let present = 0
  const serve = (customer: number): void => {
    const duration = service.sample(uniform(services, customersKey, customer))
    simulation.scheduleAfter(duration, departure, customer)
  }
  const arrive = (customer: number): void => {
    const pause = interarrival.sample(uniform(arrivals, customersKey, customer))
    simulation.scheduleAfter(pause, arrival, customer)
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
      const duration = service.sample(uniform(services, customersKey, customer))
      simulation.scheduleAfter(duration, departure, customer)
    },
  })
  const arrive = (customer: number): void => {
    const pause = interarrival.sample(uniform(arrivals, customersKey, customer))
    simulation.scheduleAfter(pause, arrival, customer)
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
