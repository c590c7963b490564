import { describe, expect, it } from 'vitest'
import {
  ImageStore,
  type LatencyProfile,
  RandomStreams,
  type SimTime,
  entityKey,
  findLatencyProfile,
  seconds,
} from '../../src/index.ts'
import { NodeSlot } from '../../src/node/node-slots.ts'

const IMAGES = { web: { size: 100_000_000 }, gone: { isPullable: false } }

describe('an image that a node pulls', () => {
  it('is there for all later pods, and for others as soon as its pull has ended', () => {
    const store = storeOf({})
    const node = new NodeSlot(0, 'node-0')

    expect(pull(store, node, { start: 0 })).toBe(11)
    expect(pull(store, node, { start: 5 })).toBe(12)
    expect(pull(store, node, { start: 20 })).toBe(20)
    expect(pull(store, node, { start: 20, policy: 'Always' })).toBe(21)
    expect(pull(store, new NodeSlot(1, 'node-1'), { start: 20 })).toBe(31)
  })

  it('waits for the pulls before it, as many as go on at once', () => {
    const images = ['a', 'b', 'c', 'd']
    const ends = (parallel: number): readonly number[] => {
      const store = storeOf({})
      const node = new NodeSlot(0, 'node-0', parallel)
      return images.map((image) => Number(pull(store, node, { start: 0, image })))
    }

    expect(ends(1)).toEqual([11, 22, 33, 44])
    expect(ends(3)).toEqual([11, 11, 11, 22])
    expect(ends(Infinity)).toEqual([11, 11, 11, 11])
  })

  it('shares what the registry gives with the pulls of all other nodes', () => {
    const store = storeOf({ registryEgress: 20_000_000 })
    const ends = [0, 1, 2].map((number) =>
      pull(store, new NodeSlot(number, `node-${number}`), { start: 0 }),
    )

    // Each has 10 MB/s of its own; of the 20 MB/s of all, the third has to wait for its bytes.
    expect(ends).toEqual([11, 11, 16])
  })

  it('is not there when the pull failed', () => {
    const store = storeOf({})
    const node = new NodeSlot(0, 'node-0')

    expect(pull(store, node, { start: 0, image: 'gone' })).toBe('failed')
    expect(pull(store, node, { start: 5, image: 'gone', policy: 'Never' })).toBe('failed')
  })
})

function storeOf(images: Partial<LatencyProfile['images']>): ImageStore {
  const base = findLatencyProfile('kwok-ideal') as LatencyProfile
  const bandwidth = {
    distribution: { type: 'constant', value: 10_000_000 },
    origin: { type: 'given' },
  } as const
  const profile = { ...base.images, bandwidth, defaultSize: 100_000_000, ...images }
  return new ImageStore(profile, IMAGES, new RandomStreams(1, 0))
}

/** When the image is there, in seconds; each attempt has the registry answer after one. */
function pull(
  store: ImageStore,
  node: NodeSlot,
  given: {
    readonly start: number
    readonly image?: string
    readonly policy?: 'Always' | 'IfNotPresent' | 'Never'
  },
): number | 'failed' {
  const { start, image = 'web', policy = 'IfNotPresent' } = given
  const { endsAt, isPresent } = store.pull({
    node,
    image,
    policy,
    start: seconds(start) as number as SimTime,
    roundTrip: seconds(1),
    duration: undefined,
    size: undefined,
    entity: entityKey('pod'),
    attempt: 0,
  })
  return isPresent ? endsAt / 1_000_000 : 'failed'
}
