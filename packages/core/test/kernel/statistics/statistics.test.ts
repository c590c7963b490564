import { describe, expect, it } from 'vitest'
import { quantileOfSorted, sampleQuantile } from '../../../src/kernel/statistics/sample-quantile.ts'
import { Tally } from '../../../src/kernel/statistics/tally.ts'
import { TimeWeighted } from '../../../src/kernel/statistics/time-weighted.ts'
import { START, after, seconds } from '../../../src/kernel/time.ts'

const at = (count: number) => after(START, seconds(count))

describe('Tally', () => {
  it('knows count, mean, variance and extremes', () => {
    const tally = tallyOf([2, 4, 4, 4, 5, 5, 7, 9])

    expect(tally.count).toBe(8)
    expect(tally.mean).toBe(5)
    expect(tally.variance).toBeCloseTo(32 / 7, 14)
    expect(tally.standardDeviation).toBeCloseTo(Math.sqrt(32 / 7), 14)
    expect(tally.standardError).toBeCloseTo(Math.sqrt(4 / 7), 14)
    expect([tally.min, tally.max]).toEqual([2, 9])
  })

  it('says so when there is too little to tell', () => {
    expect(new Tally().mean).toBeNaN()
    expect(tallyOf([1]).variance).toBeNaN()
  })

  it('loses no digits when the mean is large beside the spread', () => {
    const tally = tallyOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])

    expect(tally.variance).toBe(30)
  })

  it('merges to what one tally of all would be, also with an empty one', () => {
    const values = Array.from({ length: 1_000 }, (_, index) => Math.sin(index) * index)
    const merged = tallyOf(values.slice(0, 10))
    merged.merge(new Tally())
    merged.merge(tallyOf(values.slice(10, 700)))
    merged.merge(tallyOf(values.slice(700)))

    const all = tallyOf(values)
    expect(merged.count).toBe(all.count)
    expect(merged.mean).toBeCloseTo(all.mean, 10)
    expect(merged.variance).toBeCloseTo(all.variance, 6)
    expect([merged.min, merged.max]).toEqual([all.min, all.max])

    const fromEmpty = new Tally()
    fromEmpty.merge(all)
    expect(fromEmpty.mean).toBe(all.mean)
  })
})

describe('TimeWeighted', () => {
  it('weighs each value by how long it held', () => {
    const queue = new TimeWeighted(0)
    queue.set(3, at(2))
    queue.add(-2, at(5))

    expect(queue.value).toBe(1)
    expect(queue.integral(at(10))).toBe((0 * 2 + 3 * 3 + 1 * 5) * 1_000_000)
    expect(queue.mean(at(10))).toBe(1.4)
    expect([queue.min, queue.max]).toEqual([0, 3])
  })

  it('counts a value that held for no time as an extreme, not in the average', () => {
    const ready = new TimeWeighted(5, at(1))
    ready.set(0, at(2))
    ready.set(5, at(2))

    expect(ready.min).toBe(0)
    expect(ready.mean(at(3))).toBe(5)
  })

  it('is the present value while no time has passed', () => {
    expect(new TimeWeighted(7, at(1)).mean(at(1))).toBe(7)
  })
})

describe('sampleQuantile', () => {
  it('interpolates between the sorted values', () => {
    const values = [40, 10, 30, 20]

    expect([0, 0.25, 0.5, 0.9, 1].map((level) => sampleQuantile(values, level))).toEqual([
      10, 17.5, 25, 37, 40,
    ])
    expect(values).toEqual([40, 10, 30, 20])
  })

  it('has an answer for one value and none for no value', () => {
    expect(sampleQuantile([3], 0.99)).toBe(3)
    expect(quantileOfSorted([], 0.5)).toBeNaN()
  })
})

function tallyOf(values: readonly number[]): Tally {
  const tally = new Tally()
  for (const value of values) tally.add(value)
  return tally
}
