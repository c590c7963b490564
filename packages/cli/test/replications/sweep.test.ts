import { type Replication, ReplicationStore } from '@seatrial/scenarios'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FinishedReplications } from '../../src/replications/finished-replications.ts'
import { type ReplicationKey, ReplicationOrder } from '../../src/replications/replication-order.ts'
import { type Shard, WHOLE } from '../../src/replications/shard.ts'
import { Sweep, type SweepRule } from '../../src/replications/sweep.ts'
import { aReplication } from './a-replication.ts'

const VARIANTS = 3

describe('Sweep', () => {
  it('hands out all variants of one number before the next, each once', () => {
    const { sweep } = aSweep({ rule: fixed(2) })

    expect(keysOf(sweep.take(4))).toEqual(['0/0', '1/0', '2/0', '0/1'])
    expect(keysOf(sweep.take(4))).toEqual(['1/1', '2/1'])
    expect(sweep.take(4)).toEqual([])
  })

  it('hands out its share only', () => {
    const { sweep } = aSweep({ rule: fixed(5), shard: { index: 1, count: 2 } })

    expect(keysOf(sweep.take(99))).toEqual(['0/1', '1/1', '2/1', '0/3', '1/3', '2/3'])
  })

  it('leaves out what is there', () => {
    const finished = new FinishedReplications(new ReplicationStore(VARIANTS))
    finished.add(aReplication({ variant: 1, replication: 0 }))
    const { sweep } = aSweep({ rule: fixed(1), finished })

    expect(keysOf(sweep.take(99))).toEqual(['0/0', '2/0'])
  })

  it('keeps what comes, also what does not count', () => {
    const { sweep, kept } = aSweep({ rule: stopAt(1, 4) })
    const replications = sweep.take(99).map(aReplication)

    sweep.put(replications)

    expect(kept).toEqual(replications)
    expect([...sweep.judged]).toEqual(replications.slice(0, VARIANTS))
  })

  it('says which one it waits for', () => {
    const { sweep } = aSweep({ rule: fixed(2) })

    sweep.put([aReplication({ variant: 0, replication: 0 })])
    sweep.put([aReplication({ variant: 2, replication: 0 })])

    expect(sweep.missing).toEqual({ variant: 1, replication: 0 })
  })

  it('hands out nothing more when it is stopped', () => {
    const { sweep } = aSweep({ rule: fixed(2) })

    sweep.stop()

    expect(sweep.take(99)).toEqual([])
  })

  it('judges the same whatever comes when', () => {
    const turns = fc.array(fc.record({ runner: fc.nat(3), size: fc.integer({ min: 1, max: 5 }) }), {
      minLength: 60,
      maxLength: 60,
    })
    const expected = judgedBy(aSweep({ rule: stopAt(4, 12) }).sweep, [])

    fc.assert(
      fc.property(turns, (plan) => {
        const { sweep } = aSweep({ rule: stopAt(4, 12) })

        expect(judgedBy(sweep, plan)).toEqual(expected)
      }),
    )
    expect(expected).toHaveLength(4 * VARIANTS)
  })
})

/** Lets runners take and put in the turns of a plan, and then does what is left. */
function judgedBy(
  sweep: Sweep,
  plan: readonly { readonly runner: number; readonly size: number }[],
): readonly Replication[] {
  const busy = new Map<number, readonly ReplicationKey[]>()
  for (const { runner, size } of plan) {
    const keys = busy.get(runner)
    if (keys === undefined) busy.set(runner, sweep.take(size))
    else {
      sweep.put(keys.map(aReplication))
      busy.delete(runner)
    }
  }
  for (const keys of busy.values()) sweep.put(keys.map(aReplication))
  while (!sweep.isOver) sweep.put(sweep.take(1).map(aReplication))
  return [...sweep.judged]
}

function aSweep({
  rule,
  shard = WHOLE,
  finished = new FinishedReplications(new ReplicationStore(VARIANTS)),
}: {
  readonly rule: SweepRule
  readonly shard?: Shard
  readonly finished?: FinishedReplications
}) {
  const kept: Replication[] = []
  const order = new ReplicationOrder(VARIANTS)
  const keep = (replications: readonly Replication[]): void => void kept.push(...replications)
  return { kept, sweep: new Sweep({ order, shard, rule, finished, keep }) }
}

function fixed(end: number): SweepRule {
  return { end, accept: () => {} }
}

/** Ends after so many replications, which it only knows when it has seen them. */
function stopAt(enough: number, atMost: number): SweepRule {
  const rule = {
    end: atMost,
    accept: ({ variant, replication }: Replication): void => {
      if (variant === VARIANTS - 1 && replication === enough - 1) rule.end = enough
    },
  }
  return rule
}

function keysOf(keys: readonly ReplicationKey[]): readonly string[] {
  return keys.map(({ variant, replication }) => `${variant}/${replication}`)
}
