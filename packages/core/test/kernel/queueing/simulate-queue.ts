import {
  type Distribution,
  NEVER,
  PHASES,
  RandomStreams,
  Server,
  Simulation,
  Tally,
  compileSampler,
  entityKey,
  toSeconds,
  uniform,
} from '@seatrial/core'

/** A queueing system with Poisson arrivals. Times are in seconds. */
export interface QueueingSystem {
  readonly arrivalsPerSecond: number
  readonly service: Distribution
  readonly servers: number
  readonly waitingRoom?: number
  readonly customers: number
  /** How many customers come before the system counts as settled. */
  readonly warmUp: number
}

/** What one replication yields. */
export interface QueueingMeasures {
  readonly meanWait: number
  readonly shareThatWaited: number
  readonly shareThatWaitedOneSecond: number
  readonly shareLost: number
  readonly meanPresent: number
  /** Customer-seconds in the system, counted along time and customer by customer. */
  readonly customerSeconds: readonly [number, number]
}

/** Runs one replication until the last customer has left. */
export function simulateQueue(system: QueueingSystem, replication: number): QueueingMeasures {
  const streams = new RandomStreams('queueing', replication)
  const [arrivals, services] = [streams.purpose('arrivals'), streams.purpose('services')]
  const everybody = entityKey('customers')
  const interarrival = compileSampler({
    type: 'exponential',
    mean: 1_000_000 / system.arrivalsPerSecond,
  })
  const service = compileSampler(system.service)

  const simulation = new Simulation()
  const arrivedAt = new Float64Array(system.customers)
  const waits = new Tally()
  let [waited, waitedOneSecond, settledAt, settledIntegral, timeInSystem] = [0, 0, 0, 0, 0]

  const server = new Server(simulation, {
    capacity: system.servers,
    ...(system.waitingRoom === undefined ? {} : { waitingRoom: system.waitingRoom }),
    begin(customer) {
      if (customer >= system.warmUp) {
        const wait = toSeconds(simulation.now) - (arrivedAt[customer] ?? 0) / 1_000_000
        waits.add(wait)
        if (wait > 0) waited += 1
        if (wait > 1) waitedOneSecond += 1
      }
      const duration = service.sample(uniform(services, everybody, customer))
      simulation.scheduleAfter(duration, departure, customer)
    },
  })
  const arrival = simulation.defineEvent('Arrival', PHASES.clusterTimer, (customer) => {
    if (customer === system.warmUp) {
      settledAt = simulation.now
      settledIntegral = server.present.integral(simulation.now)
    }
    arrivedAt[customer] = simulation.now
    server.arrive(customer)
    const next = customer + 1
    if (next < system.customers) {
      const pause = interarrival.sample(uniform(arrivals, everybody, next))
      simulation.scheduleAfter(pause, arrival, next)
    }
  })
  const departure = simulation.defineEvent('Departure', PHASES.clusterTimer, (customer) => {
    timeInSystem += simulation.now - (arrivedAt[customer] ?? 0)
    server.finish()
  })

  simulation.scheduleAfter(interarrival.sample(uniform(arrivals, everybody, 0)), arrival, 0)
  simulation.runUntil(NEVER)

  const { now } = simulation
  const integral = server.present.integral(now)
  return {
    meanWait: waits.mean,
    shareThatWaited: waited / waits.count,
    shareThatWaitedOneSecond: waitedOneSecond / waits.count,
    shareLost: server.lostCount / system.customers,
    meanPresent: (integral - settledIntegral) / (now - settledAt),
    customerSeconds: [integral, timeInSystem],
  }
}
