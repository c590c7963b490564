import { expect, it } from 'vitest'
import { PlaceCounts } from '../../src/node/place-counts.ts'

it('counts the pods of places with a number and of places without one', () => {
  const counts = new PlaceCounts()
  const rounds = [1, 2, 3].map(() => [
    counts.countUp('web-0', 0),
    counts.countUp('web-700', 700),
    counts.countUp('web-2000000000', 2_000_000_000),
    counts.countUp('web-abcde', -1),
  ])

  expect(rounds).toEqual([
    [1, 1, 1, 1],
    [2, 2, 2, 2],
    [3, 3, 3, 3],
  ])
  expect(counts.countUp('web-1', 1)).toBe(1)
})
