import { setImmediate } from 'node:timers/promises'
import { type Replication, ReplicationStore } from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { FinishedReplications } from '../../src/replications/finished-replications.ts'
import { ReplicationOrder } from '../../src/replications/replication-order.ts'
import type { ReplicationRunner } from '../../src/replications/replication-runner.ts'
import { type RunSweepOptions, runSweep } from '../../src/replications/run-sweep.ts'
import { WHOLE } from '../../src/replications/shard.ts'
import { Sweep, allOf } from '../../src/replications/sweep.ts'
import type { WorkOrder } from '../../src/replications/work-order.ts'
import { aReplication } from './a-replication.ts'

const VARIANTS = 2

describe('runSweep', () => {
  it('gives every runner an order before any gets the next, and no more than it has at once', async () => {
    const runners = [new ARunner(1), new ARunner(2)]
    const { sweep } = aSweep(100)

    await runSweep(sweep, optionsFor(runners))

    expect(sweep.isOver).toBe(true)
    expect(runners.map(({ mostAtOnce }) => mostAtOnce)).toEqual([1, 2])
    expect(runners.map(({ orders }) => orders[0]!.keys)).toEqual([
      [{ variant: 0, replication: 0 }],
      [{ variant: 1, replication: 0 }],
    ])
  })

  it('lets nobody wait long for the last: they get small orders at the end', async () => {
    const runner = new ARunner(1)
    const { sweep } = aSweep(200)

    await runSweep(sweep, optionsFor([runner]))

    const sizes = runner.orders.map(({ keys }) => keys.length)
    expect(Math.max(...sizes)).toBeGreaterThan(50)
    expect(sizes.at(-1)).toBe(1)
  })

  it('takes nothing more when a signal has come', async () => {
    const runner = new ARunner(1)
    const { sweep, kept } = aSweep(100)

    const by = await runSweep(sweep, {
      ...optionsFor([runner]),
      signal: Promise.resolve('SIGTERM'),
    })
    const keptThen = kept.length
    await setImmediate()
    await setImmediate()

    expect(by).toBe('SIGTERM')
    expect(kept).toHaveLength(keptThen)
    expect(sweep.take(1)).toEqual([])
  })
})

/** Runs orders at its leisure, and counts how many it has at once. */
class ARunner implements ReplicationRunner {
  readonly ordersAtOnce: number
  readonly orders: WorkOrder[] = []
  mostAtOnce = 0
  #atOnce = 0

  constructor(ordersAtOnce: number) {
    this.ordersAtOnce = ordersAtOnce
  }

  async run(order: WorkOrder): Promise<readonly Replication[]> {
    this.orders.push(order)
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce)
    await setImmediate()
    this.#atOnce -= 1
    return order.keys.map(aReplication)
  }
}

function aSweep(replications: number) {
  const kept: Replication[] = []
  const sweep = new Sweep({
    order: new ReplicationOrder(VARIANTS),
    shard: WHOLE,
    rule: allOf(replications),
    finished: new FinishedReplications(new ReplicationStore(VARIANTS)),
    keep: (more) => void kept.push(...more),
  })
  return { sweep, kept }
}

/** Orders that take next to no time: they grow as fast as they may. */
function optionsFor(runners: readonly ReplicationRunner[]): RunSweepOptions {
  let clock = 0
  return { runners, now: () => (clock += 0.01), onProgress: () => {} }
}
