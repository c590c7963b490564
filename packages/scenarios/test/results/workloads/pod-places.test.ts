import type { SimTime } from '@seatrial/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PodPlaces } from '../../../src/results/workloads/pod-places.ts'

interface Place {
  wanted: boolean
  zone: number
  ready: number
  available: number
  outSince: number
}

const step = fc.record({
  type: fc.constantFrom('want', 'reject', 'settle', 'ready', 'unready', 'available', 'unavailable'),
  place: fc.integer({ min: 0, max: 40 }),
  zone: fc.integer({ min: -1, max: 3 }),
})

describe('PodPlaces', () => {
  it('agrees with a count over all places', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const places = new PodPlaces()
        const model = new Map<number, Place>()
        for (const [time, { type, place, zone }] of steps.entries()) {
          const known = model.get(place) ?? newPlace(places, model, place)
          take(places, known, { type, place, zone, time: time as SimTime })
          const lacking = [...model.values()].filter(isLacking)
          expect(places.zonesLacking).toBe(new Set(lacking.map((one) => one.zone)).size)
          expect(places.outSince(place)).toBe(known.outSince)
        }
      }),
    )
  })
})

function newPlace(places: PodPlaces, model: Map<number, Place>, place: number): Place {
  places.want(place, false)
  const made: Place = { wanted: false, zone: -1, ready: 0, available: 0, outSince: NaN }
  model.set(place, made)
  return made
}

function isLacking({ wanted, zone, available }: Place): boolean {
  return wanted && zone !== -1 && available === 0
}

/** Does the step to both, where it can be done. */
function take(
  places: PodPlaces,
  known: Place,
  { type, place, zone, time }: { type: string; place: number; zone: number; time: SimTime },
): void {
  switch (type) {
    case 'want':
    case 'reject':
      known.wanted = type === 'want'
      places.want(place, known.wanted)
      if (!known.wanted) known.outSince = NaN
      return
    case 'settle':
      known.zone = zone
      places.settle(place, zone)
      return
    case 'ready':
      known.ready++
      places.becomeReady(place)
      known.outSince = NaN
      return
    case 'unready':
      if (known.ready === 0) return
      known.ready--
      places.ceaseReady(place, time)
      if (known.ready === 0 && known.wanted) known.outSince = time
      return
    case 'available':
      known.available++
      places.becomeAvailable(place)
      return
    case 'unavailable':
      if (known.available === 0) return
      known.available--
      places.ceaseAvailable(place)
  }
}
