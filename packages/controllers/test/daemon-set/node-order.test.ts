import { RandomStreams } from '@seatrial/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NodeDirectory } from '../../src/daemon-set/node-directory.ts'
import { NodeOrder } from '../../src/daemon-set/node-order.ts'
import { type NodeOrdering, rankNodes } from '../../src/daemon-set/node-ranking.ts'
import { nodes } from './builders.ts'
import { SyncRig } from './sync-rig.ts'

describe('the order of the nodes', () => {
  it('DS-O1 is a shuffle of its own for each seed, set, revision and name', () => {
    const names = Array.from({ length: 40 }, (_, number) => `node-${number}`)
    const shuffled = line(names, new RandomStreams(1, 0))

    expect(shuffled).not.toEqual(line(names, 'by-name'))
    expect(line(names, new RandomStreams(1, 0))).toEqual(shuffled)
    expect(line(names.toReversed(), new RandomStreams(1, 0))).toEqual(shuffled)
    expect(line(names, new RandomStreams(2, 0))).not.toEqual(shuffled)
    expect(line(names, new RandomStreams(1, 0), 2)).not.toEqual(shuffled)
    expect(line(names.slice(1), new RandomStreams(1, 0))).toEqual(
      shuffled.filter((name) => name !== 'node-0'),
    )
  })

  it('DS-O2 is by name in the plain mode', () => {
    expect(new SyncRig({ nodes: nodes(11) }).sync().creates.slice(0, 4)).toEqual([
      'node-0',
      'node-1',
      'node-10',
      'node-2',
    ])
  })

  it('is what sorting makes of it, however the nodes came', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 200 }),
        fc.constantFrom<NodeOrdering>('by-name', new RandomStreams(3, 0)),
        (names, ordering) => {
          const directory = new NodeDirectory()
          const ranking = rankNodes(ordering, directory, { set: 'a/b', revision: 1 })
          const order = new NodeOrder(ranking)
          for (const name of names) {
            directory.numberOf(name)
            if (!order.append()) order.renew(directory.size)
          }

          const sorted = names
            .map((_, number) => number)
            .sort((one, other) => ranking.compare(one, other))
          const slots = sorted.map((number) => order.slotOf(number))

          expect(slots).toEqual(slots.toSorted((one, other) => one - other))
          expect(new Set(slots).size).toBe(names.length)
          expect(slots.map((slot) => order.nodeAt(slot))).toEqual(sorted)
        },
      ),
      { verbose: true },
    )
  })
})

/** The names in the order in which they would be served. */
function line(names: readonly string[], ordering: NodeOrdering, revision = 1): readonly string[] {
  const directory = new NodeDirectory()
  for (const name of names) directory.numberOf(name)
  const ranking = rankNodes(ordering, directory, { set: 'default/agent', revision })
  const numbers = names.map((name) => directory.numberOf(name))
  return numbers
    .sort((one, other) => ranking.compare(one, other))
    .map((number) => directory.nameOf(number))
}
