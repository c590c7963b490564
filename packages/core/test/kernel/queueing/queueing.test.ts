import { type Distribution, Tally } from '@seatrial/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type QueueingMeasures, type QueueingSystem, simulateQueue } from './simulate-queue.ts'

const second = 1_000_000
const exponential = (mean: number): Distribution => ({ type: 'exponential', mean: mean * second })

/** Mean 1 s, coefficient of variation 1.5. */
const logNormal: Distribution = {
  type: 'log-normal',
  median: Math.exp(-0.589327498) * second,
  sigma: 1.085658784,
}

/** The fixtures of queueing theory: what the formulas say of each system. */
const fixtures: readonly (readonly [
  string,
  QueueingSystem,
  Partial<Record<Exclude<keyof QueueingMeasures, 'customerSeconds'>, number>>,
])[] = [
  [
    'M/M/1 with λ 1 and μ 1.1',
    {
      arrivalsPerSecond: 1,
      service: exponential(1 / 1.1),
      servers: 1,
      customers: 80_000,
      warmUp: 8_000,
    },
    { meanWait: 9.090909, meanPresent: 10, shareThatWaited: 1 / 1.1 },
  ],
  [
    'M/M/5 with λ 4 and μ 1',
    { arrivalsPerSecond: 4, service: exponential(1), servers: 5, customers: 40_000, warmUp: 2_000 },
    { meanWait: 0.554113, shareThatWaited: 0.554113, shareThatWaitedOneSecond: 0.203847 },
  ],
  [
    'M/M/50 with λ 40 and μ 1',
    {
      arrivalsPerSecond: 40,
      service: exponential(1),
      servers: 50,
      customers: 40_000,
      warmUp: 2_000,
    },
    { meanWait: 0.008695, shareThatWaited: 0.086953 },
  ],
  [
    'M/M/5/5 with λ 4 and μ 1, by Erlang’s B',
    {
      arrivalsPerSecond: 4,
      service: exponential(1),
      servers: 5,
      waitingRoom: 0,
      customers: 40_000,
      warmUp: 0,
    },
    { shareLost: 0.199067 },
  ],
  [
    'M/G/5/5, which loses as many with log-normal service',
    {
      arrivalsPerSecond: 4,
      service: logNormal,
      servers: 5,
      waitingRoom: 0,
      customers: 40_000,
      warmUp: 0,
    },
    { shareLost: 0.199067 },
  ],
  [
    'M/G/1 with log-normal service, by Pollaczek and Khinchine',
    { arrivalsPerSecond: 0.5, service: logNormal, servers: 1, customers: 40_000, warmUp: 2_000 },
    { meanWait: 1.625 },
  ],
  [
    'M/D/1 with λ 0.5 and a service of 1 s',
    {
      arrivalsPerSecond: 0.5,
      service: { type: 'constant', value: second },
      servers: 1,
      customers: 40_000,
      warmUp: 2_000,
    },
    { meanWait: 0.5 },
  ],
  [
    'M/G/∞ with λ 4: as many as λ × service',
    {
      arrivalsPerSecond: 4,
      service: logNormal,
      servers: Infinity,
      customers: 40_000,
      warmUp: 2_000,
    },
    { meanPresent: 4, shareThatWaited: 0 },
  ],
]

const REPLICATIONS = 10

describe.each(fixtures)('%s', (_, system, theory) => {
  let replications: readonly QueueingMeasures[] = []
  beforeAll(() => {
    replications = Array.from({ length: REPLICATIONS }, (_unused, replication) =>
      simulateQueue(system, replication),
    )
  })

  it.each(Object.entries(theory))(
    'has the %s of theory within 4 standard errors',
    (name, value) => {
      const tally = new Tally()
      for (const measures of replications) tally.add(measures[name as keyof typeof theory])

      expect(tally.count).toBe(REPLICATIONS)
      expect(Math.abs(tally.mean - value)).toBeLessThanOrEqual(4 * tally.standardError)
    },
  )

  it('obeys Little’s law exactly, from empty to empty', () => {
    for (const { customerSeconds } of replications) {
      expect(customerSeconds[0]).toBe(customerSeconds[1])
    }
  })
})
