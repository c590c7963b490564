import { PagedEventQueue } from '@seatrial/core'
import {
  type Counts,
  type Job,
  type Question,
  type Size,
  type Suite,
  type Target,
  type TimeQuestion,
  answerTo,
  bytesOf,
  suite,
} from '../../harness.ts'
import { INCREMENTS, type IncrementLaw, increments } from './increments.ts'
import { PlainPriorityQueue } from './plain-priority-queue.ts'

const HALF_A_MINUTE: IncrementLaw = { shape: 'exponential', meanSeconds: 30 }
const AN_HOUR: IncrementLaw = { shape: 'exponential', meanSeconds: 3_600 }

/**
 * How long does it take to pop an event and push it again?
 *
 * The HOLD model (Vaucher and Duval 1975; ns-3's bench-scheduler): a fixed number of events is
 * pending, and each one that is popped is pushed again a random increment later.
 */
export const hold: Suite = suite('kernel/hold', [
  ...[2, 10, 100, 1_000, 10_000, 100_000, 1_000_000].flatMap((pending) => [
    paged(pending, HALF_A_MINUTE, { atMost: targetAt(pending) }),
    paged(pending, AN_HOUR, { atMost: targetAt(pending) }),
  ]),
  ...(['uniform', 'bimodal', 'ties'] as const).flatMap((shape) =>
    [1_000, 100_000].map((pending) => paged(pending, { shape, meanSeconds: 30 })),
  ),
  ...[100, 10_000, 100_000, 1_000_000].flatMap(besidePlain),
  ...[100_000, 1_000_000].map(bytesPending),
])

/**
 * The same where nine in ten are pushed for the present instant, as controllers do: a work queue
 * hands a key on, a watch tells of a change, requests gather.
 */
export const zeroDelayHold: Suite = suite('kernel/zero-delay-hold', [
  paged(10_000, { ...HALF_A_MINUTE, zeroShare: 0.9 }, { atMost: 30 }),
  paged(100, { ...HALF_A_MINUTE, zeroShare: 0.9 }),
])

/** What a hold needs of an event queue. */
interface HoldQueue {
  readonly size: number
  readonly time: number
  readonly entity: number
  push(time: number, priority: number, kind: number, entity: number): unknown
  pop(): boolean
}

function targetAt(pending: number): number {
  if (pending <= 10_000) return 60
  return pending <= 100_000 ? 90 : 200
}

function paged(pending: number, law: IncrementLaw, target?: Target): TimeQuestion {
  return {
    type: 'time',
    name: nameOf('paged queue', pending, law),
    unit: 'hold',
    ...(target === undefined ? {} : { target }),
    prepare: (size) => holdJob(new PagedEventQueue(), pending, law, size),
  }
}

/** The plain queue in the same process, and how much slower it is. */
function besidePlain(pending: number): Question[] {
  const name = nameOf('plain fastpriorityqueue', pending, HALF_A_MINUTE)
  return [
    {
      type: 'time',
      name,
      unit: 'hold',
      prepare: (size) => holdJob(new PlainPriorityQueue(), pending, HALF_A_MINUTE, size),
    },
    {
      type: 'value',
      name: `plain fastpriorityqueue ÷ paged queue, ${pending.toLocaleString('en')} pending`,
      unit: '×',
      ...(pending < 10_000 ? {} : { target: { atLeast: 4 } }),
      measure: (answered) =>
        answerTo(answered, name) /
        answerTo(answered, nameOf('paged queue', pending, HALF_A_MINUTE)),
    },
  ]
}

function bytesPending(pending: number): Question {
  return {
    type: 'value',
    name: `bytes a pending event, ${pending.toLocaleString('en')} pending`,
    unit: 'bytes',
    target: { atMost: 32 },
    measure: (_, size) =>
      bytesOf(() => {
        const queue = new PagedEventQueue()
        holdJob(queue, pending, HALF_A_MINUTE, size).run()
        return queue
      }) / pending,
  }
}

function nameOf(queue: string, pending: number, law: IncrementLaw): string {
  const { shape, meanSeconds, zeroShare } = law
  const kind = shape === 'exponential' ? '' : `${shape}, `
  const share = zeroShare === undefined ? '' : `, ${zeroShare * 100} % without delay`
  const mean = meanSeconds < 3_600 ? `${meanSeconds} s` : `${meanSeconds / 3_600} h`
  return `${queue}, ${pending.toLocaleString('en')} pending, ${kind}mean ${mean}${share}`
}

/** Fills the queue and holds as often as events are pending, so that the start is forgotten. */
function holdJob(queue: HoldQueue, pending: number, law: IncrementLaw, size: Size): Job {
  const work = size === 'short' ? 10_000 : 200_000
  const population = size === 'short' ? Math.min(pending, work) : pending
  const later = increments(law)
  const first = increments({ ...law, zeroShare: 0 })
  for (let entity = 0; entity < population; entity++) {
    queue.push(Math.floor(entity / INCREMENTS) + (first[entity % INCREMENTS] ?? 0), 2, 7, entity)
  }
  holdTimes(queue, later, Math.max(population, work))
  return {
    work,
    counts: { holds: work, pending: population },
    run: () => holdTimes(queue, later, work),
  }
}

function holdTimes(queue: HoldQueue, later: Float64Array, times: number): Counts {
  let holds = 0
  while (holds < times && queue.pop()) {
    const increment = later[holds & (INCREMENTS - 1)] as number
    queue.push(queue.time + increment, 2, 7, queue.entity)
    holds += 1
  }
  return { holds, pending: queue.size }
}
