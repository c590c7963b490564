import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UuidWriter } from '../../src/store/uuid-writer.ts'

const number = fc.integer({ min: 0, max: 2 ** 48 - 1 })

describe('a written uuid', () => {
  it('has the digits of its numbers in order, those of the version and the variant apart', () => {
    const writer = new UuidWriter()
    fc.assert(
      fc.property(number, number, number, (first, second, third) => {
        const uuid = writer.write(first, second, third)
        const digits = [first, second, third].map((each) => each.toString(16).padStart(12, '0'))

        expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/)
        expect(`${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(15, 18)}`).toBe(
          digits.join('').slice(0, 15),
        )
        expect(uuid.slice(20, 23) + uuid.slice(24)).toBe(digits.join('').slice(15, 30))
      }),
    )
  })
})
