import { describe, expect, it } from 'vitest'
import { EventFeed } from '../../src/runtime/event-feed.ts'
import type { EventObject } from '../../src/runtime/event-recorder.ts'

describe('EventFeed', () => {
  it('shows every Event, and writes a repeated one twice: the first, and the beginning of a series', () => {
    const feed = new EventFeed('default-scheduler')
    const recorded: string[] = []
    const written: string[] = []
    feed.listen({
      recorded: ({ message }) => recorded.push(message),
      written: ({ message }) => written.push(message),
    })

    for (const message of ['no room', 'no room', 'no room', 'placed']) feed.record(anEvent(message))

    expect(recorded).toEqual(['no room', 'no room', 'no room', 'placed'])
    expect(written).toEqual(['no room', 'no room', 'placed'])
  })

  it('keeps nothing for nobody', () => {
    const feed = new EventFeed('default-scheduler')
    const written: string[] = []
    for (let count = 0; count < 3; count++) feed.record(anEvent('no room'))
    feed.listen({ written: ({ message }) => written.push(message) })

    feed.record(anEvent('no room'))

    expect(written).toEqual(['no room'])
  })
})

function anEvent(message: string): EventObject {
  return {
    about: { kind: 'Pod', namespace: 'default', name: 'web-0', uid: 'u' },
    type: 'Warning',
    reason: 'FailedScheduling',
    message,
  }
}
