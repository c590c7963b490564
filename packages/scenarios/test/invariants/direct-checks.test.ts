import { type Pod, type SimTime, type StoredChange, START } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { ConservationOfPods } from '../../src/invariants/conservation-of-pods.ts'
import { EventsBalance } from '../../src/invariants/events-balance.ts'
import type { CheckerContext } from '../../src/invariants/invariant.ts'
import { INVARIANT_TEXTS } from '../../src/index.ts'
import { SnapshotMap } from '../../src/invariants/seen/snapshot-map.ts'
import { TimeNeverGoesBack } from '../../src/invariants/time-never-goes-back.ts'
import type { InvariantName } from '../../src/index.ts'

describe('what the store and the queue themselves cannot do', () => {
  it('time-never-goes-back – a change that is earlier, or not newer', () => {
    const { context, found } = aContext()
    const checker = new TimeNeverGoesBack(context)
    checker.changed(aChange('ADDED', { time: 5, resourceVersion: 2 }))
    checker.changed(aChange('MODIFIED', { time: 4, resourceVersion: 3 }))
    checker.changed(aChange('MODIFIED', { time: 4, resourceVersion: 3 }))

    expect(found).toEqual(['time-never-goes-back', 'time-never-goes-back'])
  })

  it('conservation-of-pods – a pod that changes after its end, or comes twice', () => {
    const { context, found } = aContext()
    const checker = new ConservationOfPods(context)
    for (const type of ['ADDED', 'DELETED', 'MODIFIED', 'ADDED'] as const) {
      checker.changed(aChange(type, {}))
    }

    expect(found).toEqual(['conservation-of-pods', 'conservation-of-pods'])
  })

  it('events-balance – an event that is neither executed nor cancelled nor pending', () => {
    const { context, found } = aContext({ scheduledCount: 4, executedCount: 2 })
    new EventsBalance(context).checkpoint()

    expect(found).toEqual(['events-balance'])
  })
})

describe('a snapshot map', () => {
  it('remembers what it was when the snapshot was taken', () => {
    const map = new SnapshotMap<number>()
    map.set('a', 1)
    map.set('b', 1)
    map.takeSnapshot()
    map.set('a', 2)
    map.set('b', undefined)
    map.set('c', 3)

    expect(['a', 'b', 'c'].map((name) => map.atSnapshot(name))).toEqual([1, 1, undefined])
    expect([...map.values()]).toEqual([2, 3])
    map.takeSnapshot()
    expect([...map.snapshot()]).toEqual([2, 3])
  })
})

describe('the texts of the invariants', () => {
  it('have a statement each, and a recorded case where one shows the exception', () => {
    expect(INVARIANT_TEXTS.every(({ statement }) => statement.endsWith('.'))).toBe(true)
    expect(new Set(INVARIANT_TEXTS.map(({ rule }) => rule)).size).toBe(INVARIANT_TEXTS.length)
  })
})

function aContext(counts: { scheduledCount?: number; executedCount?: number } = {}) {
  const found: InvariantName[] = []
  const simulation = { now: START, cancelledCount: 1, pendingCount: 0, ...counts }
  const report = (rule: InvariantName) => found.push(rule)
  return { context: { simulation, report } as unknown as CheckerContext, found }
}

function aChange(
  type: StoredChange['type'],
  { time = 0, resourceVersion = 1 }: { time?: number; resourceVersion?: number },
): StoredChange {
  const object = { identity: { number: 7, name: 'web-0' } } as Pod
  const previous = type === 'ADDED' ? undefined : object
  const cause = { by: '', why: '' }
  return {
    type,
    resource: 'pods',
    object,
    previous,
    time: time as SimTime,
    resourceVersion,
    ...cause,
  }
}
