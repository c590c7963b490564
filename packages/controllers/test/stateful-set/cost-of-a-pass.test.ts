import { type MockInstance, afterEach, describe, expect, it, vi } from 'vitest'
import { SlotIndex } from '../../src/stateful-set/places/slot-index.ts'
import { aClaim, aPod, aRevision, aSet, revisionOf } from './builders.ts'
import { ControllerRig } from './controller-rig.ts'

const REPLICAS = 1_000

afterEach(() => {
  vi.restoreAllMocks()
})

describe('what a pass looks at', () => {
  it.each(['OrderedReady', 'Parallel'])(
    'is what has changed since the last one, however large the set is (%s)',
    (policy) => {
      const rig = settledRig(policy)
      const looks = new LookCounter(rig)

      rig.changePod('web-123', (draft) => (draft.ready = 'False'))
      rig.wait(0.001)

      expect(rig.status?.readyReplicas).toBe(REPLICAS - 1)
      expect(looks.takePlaces()).toBeLessThan(5)
      expect(looks.takeClaims()).toBe(0)

      rig.server.removePod(rig.server.get('pods', 'default', 'web-77')!, { by: 'test', why: '' })
      rig.wait(0.001)

      expect(rig.requests.at(-2)).toBe(`create pods web-77 (${revisionOf('v1')})`)
      expect(looks.takePlaces()).toBeLessThan(10)
      expect(looks.takeClaims()).toBeLessThan(10)
    },
  )

  it('is every pod once when the template has changed', () => {
    const rig = settledRig('OrderedReady')
    const looks = new LookCounter(rig)
    const stored = rig.server.get('statefulsets', 'default', 'web')!
    const { template } = aSet({ image: 'v2' }).spec

    rig.server.update({ ...stored, spec: { ...stored.spec, template } }, { by: 'test', why: '' })
    rig.wait(0.001)

    expect(rig.requests.at(-2)).toBe(`delete pods web-${REPLICAS - 1}`)
    expect(looks.takeClaims()).toBe(REPLICAS)
  })
})

/** A rig whose set has all its pods and claims, and has been synced. */
function settledRig(policy: string): ControllerRig {
  const ordinals = Array.from({ length: REPLICAS }, (_, ordinal) => ordinal)
  const claims = ordinals.map((ordinal) => aClaim(`data-web-${ordinal}`))
  const pods = ordinals.map((ordinal) =>
    aPod(ordinal, { claims: [{ name: 'data', claimName: `data-web-${ordinal}` }] }),
  )
  const set = aSet({ replicas: REPLICAS, podManagementPolicy: policy, claims: ['data'] })
  const rig = new ControllerRig({ set, pods, claims, revisions: [aRevision('v1')] })
  rig.sync()
  rig.wait(1)
  return rig
}

/** Counts how often the controller reads a place of its index or a claim of the cache. */
class LookCounter {
  readonly #places = vi.spyOn(SlotIndex.prototype, 'factsAt')
  readonly #claims: MockInstance

  constructor({ informers }: ControllerRig) {
    this.#claims = vi.spyOn(informers.claims, 'get')
  }

  takePlaces(): number {
    return takeCalls(this.#places)
  }

  takeClaims(): number {
    return takeCalls(this.#claims)
  }
}

/** How often it was called since the last time. */
function takeCalls(spy: MockInstance): number {
  const { length } = spy.mock.calls
  spy.mockClear()
  return length
}
