import type { PendingRequest, StartWaits, StoredChange } from '@seatrial/core'
import { Pod } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { RememberedWaits } from '../../src/results/waits/remembered-waits.ts'
import { NO_WAIT_SOURCES } from '../../src/results/waits/wait-sources.ts'

function waits() {
  const live = {
    request: undefined as PendingRequest | undefined,
    start: undefined as StartWaits | undefined,
  }
  const remembered = new RememberedWaits({
    ...NO_WAIT_SOURCES,
    executing: () => live.request,
    startWaitsOf: () => live.start,
  })
  return { live, remembered }
}

function changeOf(previous: Partial<Pod>): StoredChange {
  const before = Object.assign(Object.create(Pod.prototype) as Pod, previous)
  return { object: { identity: { number: 7 } }, previous: before } as unknown as StoredChange
}

const REQUEST = { by: 'scheduler' } as PendingRequest
const START_WAITS = { pull: 5 } as StartWaits

describe('remembered waits', () => {
  it('shows each change what was known when it was stored', () => {
    const { live, remembered } = waits()
    live.request = REQUEST
    live.start = START_WAITS
    remembered.remember(changeOf({ nodeName: 'node-1', phase: 'Pending' }))
    live.request = undefined
    live.start = undefined
    remembered.remember(changeOf({ nodeName: 'node-1', phase: 'Pending' }))

    remembered.show(0)
    expect([remembered.executing(), remembered.startWaitsOf(7)]).toEqual([REQUEST, START_WAITS])
    remembered.show(1)
    expect([remembered.executing(), remembered.startWaitsOf(7)]).toEqual([undefined, undefined])
  })

  it('shows what is known now once the moments are forgotten', () => {
    const { live, remembered } = waits()
    remembered.remember(changeOf({ nodeName: '', phase: 'Pending' }))
    remembered.show(0)
    live.request = REQUEST
    expect(remembered.executing()).toBe(undefined)
    remembered.forget()
    expect(remembered.executing()).toBe(REQUEST)
  })
})
