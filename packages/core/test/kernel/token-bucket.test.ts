import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { START, type SimTime, after, milliseconds, seconds } from '../../src/kernel/time.ts'
import { TokenBucket } from '../../src/kernel/token-bucket.ts'

const at = (count: number) => after(START, seconds(count))

describe('TokenBucket', () => {
  it('starts the n-th of many actions at max(0, (n − burst) / qps)', () => {
    const bucket = new TokenBucket({ qps: 5, burst: 10 })

    const starts = Array.from({ length: 13 }, () => bucket.reserve(START))

    expect(starts.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => START))
    expect(starts.slice(10)).toEqual([0.2, 0.4, 0.6].map(at))
  })

  it('collects tokens in quiet times, up to the burst', () => {
    const bucket = new TokenBucket({ qps: 2, burst: 3 })
    for (let action = 0; action < 3; action++) bucket.reserve(START)

    expect([1, 2, 3].map(() => bucket.reserve(at(1)))).toEqual([at(1), at(1), at(1.5)])
    expect([1, 2, 3, 4].map(() => bucket.reserve(at(100)))).toEqual([
      at(100),
      at(100),
      at(100),
      at(100.5),
    ])
  })

  it('adds up no rounding errors', () => {
    const bucket = new TokenBucket({ qps: 3, burst: 1 })

    for (let action = 0; action < 3_000_000; action++) bucket.reserve(START)

    expect(bucket.reserve(START)).toBe(at(1_000_000))
  })

  it('does not limit at an infinite rate', () => {
    const bucket = new TokenBucket({ qps: Infinity, burst: 1 })

    expect([bucket.reserve(at(1)), bucket.reserve(at(1))]).toEqual([at(1), at(1)])
  })

  it('agrees with a bucket that counts fractions of tokens', () => {
    const qps = fc.constantFrom(0.5, 1, 5, 20, 50, 1_000)
    const pauses = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(qps, fc.integer({ min: 1, max: 30 }), pauses, (rate, burst, waits) => {
        const bucket = new TokenBucket({ qps: rate, burst })
        let tokens = burst
        let now = START
        for (const wait of waits) {
          now = after(now, milliseconds(wait))
          tokens = Math.min(tokens + (wait / 1_000) * rate, burst) - 1
          const start = now + Math.max(0, -tokens / rate) * 1_000_000
          expect(Math.abs(bucket.reserve(now) - start)).toBeLessThan(2)
        }
      }),
      { seed: 1 },
    )
  })

  it('never lets two actions go closer than the rate allows once the bucket is empty', () => {
    const bucket = new TokenBucket({ qps: 50, burst: 100 })
    const starts: SimTime[] = []
    for (let action = 0; action < 1_000; action++) starts.push(bucket.reserve(at(action / 1_000)))

    for (let action = 100; action < 1_000; action++) {
      const elapsed = (starts[action] ?? START) - (starts[action - 100] ?? START)
      expect(elapsed).toBeGreaterThanOrEqual(0)
    }
    // 100 at once and 50 a second: by 18 s all of the 1,000 have started, and not earlier.
    expect(starts.at(-1)).toBe(at(18))
  })
})
