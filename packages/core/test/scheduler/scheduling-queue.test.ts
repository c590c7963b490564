import { describe, expect, it } from 'vitest'
import { type Pod, type SimTime, seconds } from '../../src/index.ts'
import type { PodKind } from '../../src/scheduler/facts/pod-kind.ts'
import type { Rejection } from '../../src/scheduler/placement/rejection.ts'
import { SchedulingQueue } from '../../src/scheduler/queue/scheduling-queue.ts'
import { WaitingPod } from '../../src/scheduler/queue/waiting-pod.ts'

const REJECTION: Rejection = { message: 'no', preemptionNote: '', by: new Set() }

describe('the scheduling queue', () => {
  it('gives pods by priority, then by the time at which they entered', () => {
    const queue = new SchedulingQueue(true)
    const pods = [
      aPod('b', { since: 2 }),
      aPod('vip', { since: 9, priority: 5 }),
      aPod('a', { since: 1 }),
      aPod('c', { since: 2 }),
    ]
    for (const pod of pods) queue.add(pod)

    expect(takeAll(queue, 10)).toEqual(['vip', 'a', 'b', 'c'])
  })

  it('leaves out pods that were dropped meanwhile', () => {
    const queue = new SchedulingQueue(true)
    const [first, second] = [aPod('first'), aPod('second')]
    queue.add(first)
    queue.add(second)

    queue.drop(first)

    expect(takeAll(queue, 0)).toEqual(['second'])
  })

  it('keeps a rejected pod until it is woken', () => {
    const queue = new SchedulingQueue(true)
    const pod = aPod('web-0')
    queue.add(pod)
    fail(queue, pod, 0)
    expect(takeAll(queue, 200)).toEqual([])

    queue.wake(pod, at(200))

    expect(takeAll(queue, 200)).toEqual(['web-0'])
  })

  it('backs off 1, 2, 4, 8 and then 10 s after each rejection', () => {
    const queue = new SchedulingQueue(false)
    const pod = aPod('web-0')
    queue.add(pod)
    const waits = [1, 2, 3, 4, 5, 6].map((attempt) => {
      const now = 100 * attempt
      fail(queue, pod, now)
      queue.wake(pod, at(now))
      const tick = queue.nextTick() as SimTime
      expect(takeAll(queue, tick / 1_000_000 - 1)).toEqual([])
      queue.wake(pod, tick)
      return tick / 1_000_000 - now
    })

    expect(waits).toEqual([1, 2, 4, 8, 10, 10])
  })

  it('cuts back-offs short for an idle scheduler, but not those after an error', () => {
    const queue = new SchedulingQueue(true)
    const [rejected, broken] = [aPod('rejected'), aPod('broken')]
    queue.add(rejected)
    queue.add(broken)
    takeAll(queue, 0)
    queue.park(rejected, REJECTION, at(0))
    queue.retry(broken, at(0))
    queue.wake(rejected, at(0.2))

    expect(takeAll(queue, 0.2)).toEqual(['rejected'])
    expect(queue.nextTick()).toBe(at(1))
    expect(takeAll(queue, 1)).toEqual(['broken'])
  })

  it('flushes what has been parked for five minutes, every thirty seconds', () => {
    const queue = new SchedulingQueue(true)
    const [early, late] = [aPod('early'), aPod('late')]
    for (const [pod, now] of [
      [early, 10],
      [late, 40],
    ] as const) {
      queue.add(pod)
      fail(queue, pod, now)
    }
    expect(queue.nextFlush()).toBe(at(330))

    queue.flush(at(330))

    expect(takeAll(queue, 330)).toEqual(['early'])
    expect(queue.nextFlush()).toBe(at(360))
  })
})

function aPod(
  name: string,
  { since = 0, priority = 0 }: { readonly since?: number; readonly priority?: number } = {},
): WaitingPod {
  const identity = { namespace: 'default', name, pinnedNode: '' }
  const pod = { identity, volumes: { claims: [], others: [] } } as unknown as Pod
  return new WaitingPod(pod, { priority } as PodKind, at(since), sequence++)
}

let sequence = 0

function at(time: number): SimTime {
  return seconds(time) as number as SimTime
}

function fail(queue: SchedulingQueue, pod: WaitingPod, now: number): void {
  takeAll(queue, now)
  queue.park(pod, REJECTION, at(now))
}

function takeAll(queue: SchedulingQueue, now: number): readonly string[] {
  const names: string[] = []
  for (;;) {
    const next = queue.take(at(now))
    if (next === undefined) return names
    names.push(next.pod.identity.name)
  }
}
