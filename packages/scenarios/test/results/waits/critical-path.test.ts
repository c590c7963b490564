import { type Duration, type SimTime, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { POD_PARTS, type PodPart } from '../../../src/results/pods/pod-stages.ts'
import { CriticalPath } from '../../../src/results/waits/critical-path.ts'

function at(second: number): SimTime {
  return seconds(second) as number as SimTime
}

/** What a pod spent its time with, in seconds, by place. */
function spent(times: Partial<Record<PodPart, number>>): Float64Array {
  return Float64Array.from(POD_PARTS, ({ name }) => seconds(times[name] ?? 0))
}

/** The waits of a path that took any time, in seconds. */
function waitsOf({ waits }: CriticalPath): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(waits)
      .filter(([, time]) => time !== 0)
      .map(([wait, time]) => [wait, time / 1e6]),
  )
}

const START = CriticalPath.startingAt(at(10), seconds(1))

describe('a critical path', () => {
  it('goes along the life of a pod, as far as its time reaches', () => {
    const path = START.along(spent({ serve: 100, terminate: 4, remove: 1 }), at(15), undefined)

    expect(path.time).toBe(at(15))
    expect(waitsOf(path)).toEqual({ terminate: 4, remove: 1 })
  })

  it('calls by name what a pod does not account for', () => {
    expect(waitsOf(START.along(spent({ terminate: 2 }), at(15), undefined))).toEqual({
      terminate: 2,
      outside: 3,
    })
  })

  it('goes with a request from the change that caused it to the one that it makes', () => {
    const write = { queuedSince: 13e6, workingSince: 15e6, askedAt: 18e6, sentAt: 22e6 }

    expect(waitsOf(START.byWrite(write, at(27)))).toEqual({
      watch: 1,
      outside: 2,
      worker: 2,
      controller: 3,
      throttled: 4,
      api: 5,
    })
  })

  it('waits for the next look where only the clock had changed something', () => {
    const ripe = START.along(spent({ minReady: 5 }), at(15), undefined)
    const write = { queuedSince: 16e6, workingSince: 16e6, askedAt: 16e6, sentAt: 16e6 }

    expect(waitsOf(ripe.byWrite(write, at(17)))).toEqual({ minReady: 5, recheck: 1, api: 1 })
  })

  it('counts nothing of a request that was under way before', () => {
    const write = { queuedSince: 1e6, workingSince: 2e6, askedAt: 3e6, sentAt: 12e6 }

    expect(waitsOf(START.byWrite(write, at(14)))).toEqual({ throttled: 2, api: 2 })
  })

  it('waits for others where nobody has asked for what happens', () => {
    expect(waitsOf(START.byWrite(undefined, at(12)))).toEqual({ outside: 2 })
  })

  it('is a value: going on changes nothing of what led there', () => {
    const path = START.along(spent({ ready: 5 }), at(15), 0 as Duration)
    path.byWrite(undefined, at(100))

    expect(waitsOf(START)).toEqual({})
    expect(waitsOf(path)).toEqual({ ready: 5 })
  })
})
