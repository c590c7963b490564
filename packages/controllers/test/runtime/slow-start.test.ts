import { describe, expect, it } from 'vitest'
import { slowStartBatchEnd } from '../../src/runtime/slow-start.ts'

describe('slowStartBatchEnd', () => {
  it('doubles the batches up to the largest', () => {
    expect(batchSizes({ count: 1_600, largest: 500 })).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 500, 500, 89,
    ])
  })

  it('doubles for ever where nothing limits it', () => {
    expect(batchSizes({ count: 100, largest: Infinity })).toEqual([1, 2, 4, 8, 16, 32, 37])
  })

  it('gives every position of a batch the same end', () => {
    const ends = Array.from({ length: 2_000 }, (_, position) => slowStartBatchEnd(position, 500))

    for (const [position, end] of ends.entries()) {
      expect(end).toBeGreaterThan(position)
      expect(ends[end - 1] ?? end).toBe(end)
    }
  })
})

function batchSizes({ count, largest }: { count: number; largest: number }): number[] {
  const sizes: number[] = []
  for (let start = 0, end; start < count; start = end) {
    end = Math.min(count, slowStartBatchEnd(start, largest))
    sizes.push(end - start)
  }
  return sizes
}
