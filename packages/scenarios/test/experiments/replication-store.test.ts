import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REPLICATION_MEASURES } from '../../src/experiments/replication-measure.ts'
import { ReplicationStore } from '../../src/experiments/replication-store.ts'
import type { Replication } from '../../src/experiments/replication.ts'

const VARIANTS = 3

const aReplication: fc.Arbitrary<Replication> = fc.record({
  variant: fc.nat(VARIANTS - 1),
  replication: fc.nat(5_000),
  outcome: fc.constantFrom('done', 'stalled', 'horizon'),
  values: fc.array(fc.double(), {
    minLength: REPLICATION_MEASURES.length,
    maxLength: REPLICATION_MEASURES.length,
  }),
  expectations: fc.array(fc.boolean(), { maxLength: 3 }),
  traceDigest: fc.stringMatching(/^[0-9a-f]{0,16}$/),
})

const keyOf = ({ variant, replication }: Replication) => `${variant}/${replication}`

describe('a store of replications', () => {
  it('gives each back as it was, in whatever order they came', () => {
    const many = fc.uniqueArray(aReplication, { selector: keyOf, maxLength: 50 })

    fc.assert(
      fc.property(many, (replications) => {
        const store = new ReplicationStore(VARIANTS)
        for (const replication of replications) store.add(replication)

        expect(store.count).toBe(replications.length)
        expect(
          replications.map(({ variant, replication }) => store.at(variant, replication)),
        ).toEqual(replications)
      }),
    )
  })

  it('knows what is not there', () => {
    const store = new ReplicationStore(VARIANTS)

    expect(store.has(0, 0)).toBe(false)
    expect(store.at(2, 100_000)).toBeUndefined()
    expect(store.valueAt(0, 0, 0)).toBeNaN()
  })

  it('keeps more than a page of them', () => {
    const store = new ReplicationStore(1)
    const of = (replication: number): Replication => ({
      variant: 0,
      replication,
      outcome: 'done',
      values: REPLICATION_MEASURES.map((_, column) => replication + column / 10),
      expectations: [replication % 2 === 0],
      traceDigest: replication.toString(16),
    })
    for (let replication = 2_999; replication >= 0; replication--) store.add(of(replication))

    expect(store.at(0, 2_500)).toEqual(of(2_500))
    expect(store.valueAt(0, 17, 3)).toBe(17.3)
  })

  it('takes about a hundred bytes for each', () => {
    const count = 100_000
    const store = new ReplicationStore(1)
    const values = REPLICATION_MEASURES.map((_, column) => column / 7)
    const before = process.memoryUsage().arrayBuffers
    for (let replication = 0; replication < count; replication++) {
      const traceDigest = replication.toString(16).padStart(16, '0')
      store.add({ variant: 0, replication, outcome: 'done', values, expectations: [], traceDigest })
    }

    expect(store.count).toBe(count)
    expect((process.memoryUsage().arrayBuffers - before) / count).toBeLessThan(110)
  })

  it('refuses what is no digest rather than to cut it', () => {
    const store = new ReplicationStore(1)
    const values = REPLICATION_MEASURES.map(() => 0)
    const traceDigest = '0123456789abcdef0'

    expect(() =>
      store.add({
        variant: 0,
        replication: 0,
        outcome: 'done',
        values,
        expectations: [],
        traceDigest,
      }),
    ).toThrow(RangeError)
  })
})
