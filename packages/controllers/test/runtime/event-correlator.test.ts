import { type SimTime, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { EventCorrelator } from '../../src/runtime/event-correlator.ts'
import type { EventObject } from '../../src/runtime/event-recorder.ts'

describe('EventCorrelator', () => {
  it('counts the same Event up instead of writing it again', () => {
    expect(writesOf(['ready', 'ready', 'gone', 'ready'])).toEqual([
      'create',
      'patch',
      'create',
      'patch',
    ])
  })

  it('combines the 10th message and all further ones of one reason', () => {
    const writes = writesOf(Array.from({ length: 14 }, (_, index) => `pod ${index}`))

    expect(writes).toEqual([...repeat('create', 10), ...repeat('patch', 4)])
    const correlator = new EventCorrelator()
    const all = writes.map((_, index) => correlator.correlate(anEvent(`pod ${index}`), at(0)))
    expect(all.map((write) => write?.isCombined)).toEqual([...repeat(false, 9), ...repeat(true, 5)])
  })

  it('writes 25 Events of one object, then one more every 5 minutes', () => {
    const correlator = new EventCorrelator()
    const burst = Array.from(
      { length: 50 },
      (_, index) => correlator.correlate(anEvent(`pod ${index}`), at(0))?.verb,
    )

    expect(burst.filter((write) => write === 'create')).toHaveLength(10)
    expect(burst.filter((write) => write === 'patch')).toHaveLength(15)
    expect(correlator.correlate(anEvent('late'), at(299))).toBeUndefined()
    expect(correlator.correlate(anEvent('later'), at(300))?.verb).toBe('patch')
    expect(correlator.correlate(anEvent('again'), at(599))).toBeUndefined()
    expect(correlator.correlate(anEvent('at last'), at(600))?.verb).toBe('patch')
  })

  it('forgets similar Events when none came for more than 10 minutes', () => {
    const correlator = new EventCorrelator()
    for (let index = 0; index < 12; index++) correlator.correlate(anEvent(`pod ${index}`), at(0))

    expect(correlator.correlate(anEvent('pod 12'), at(601))?.verb).toBe('create')
  })
})

function writesOf(messages: readonly string[]): readonly (string | undefined)[] {
  const correlator = new EventCorrelator()
  return messages.map((message) => correlator.correlate(anEvent(message), at(0))?.verb)
}

function anEvent(message: string): EventObject {
  const about = { kind: 'StatefulSet', namespace: 'default', name: 'web', uid: 'uid-web' }
  return { about, type: 'Normal', reason: 'SuccessfulCreate', message }
}

function at(second: number): SimTime {
  return seconds(second) as number as SimTime
}

function repeat<T>(value: T, count: number): T[] {
  return Array.from({ length: count }, () => value)
}
