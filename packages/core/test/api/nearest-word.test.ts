import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, nearestWord } from '@seatrial/core'

describe('the nearest word', () => {
  const words = ['minReadySeconds', 'podManagementPolicy', 'replicas', 'serviceName']

  it.each([
    ['minReadySecond', 'minReadySeconds'],
    ['minreadyseconds', 'minReadySeconds'],
    ['replcias', 'replicas'],
    ['ServiceName', 'serviceName'],
    ['replicsa', 'replicas'],
  ])('to %s is %s', (word, nearest) => {
    expect(nearestWord(word, words)).toBe(nearest)
  })

  it('is none when nothing is near', () => {
    expect(nearestWord('volumes', words)).toBeUndefined()
    expect(nearestWord('x', [])).toBeUndefined()
  })

  it('is the word itself when it is there', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.nat(), (known, index) => {
        const word = known.at(index % known.length) ?? ''

        expect(nearestWord(word, known)).toBe(word)
      }),
    )
  })

  it('is measured alike from both sides', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        expect(editDistance(left, right)).toBe(editDistance(right, left))
        expect(editDistance(left, right)).toBeLessThanOrEqual(Math.max(left.length, right.length))
      }),
    )
  })
})
