import { simulate } from '@seatrial/scenarios'
import {
  type Job,
  type Question,
  type Suite,
  type TimeQuestion,
  answerTo,
  suite,
} from '../../harness.ts'
import { type Fleet, rollout } from './scenarios.ts'

/** Does a pod cost the same in a large rollout as in a small one? Created and rolled, a tenth at a time. */
export const scaling: Suite = suite('cluster/scaling', questionsFor([1e2, 1e3, 1e4, 1e5]))

/** The same with a million pods, which takes minutes: it runs only when it is named. */
export const scalingToMillion: Suite = suite('large/scaling', questionsFor([1e3, 1e4, 1e6]))

function questionsFor(sizes: readonly number[]): readonly Question[] {
  const kinds = ['StatefulSet', 'DaemonSet'] as const
  return kinds.flatMap((kind) => [
    ...sizes.map((pods) => question({ kind, pods, maxUnavailable: '10%' })),
    growthOf(kind, 1e4, sizes.at(-1) ?? 1e4),
  ])
}

function question(fleet: Fleet): TimeQuestion {
  return {
    type: 'time',
    name: nameOf(fleet.kind, fleet.pods),
    unit: 'pod',
    isHeavy: fleet.pods >= 1e4,
    prepare: (size) => {
      if (size === 'short') return jobOf({ ...fleet, pods: 20 })
      if (fleet.pods <= 1_000) warmUp(fleet)
      return jobOf(fleet)
    },
  }
}

/** A small rollout is over long before V8 has compiled what it runs, and the compiler's time counts. */
function warmUp(fleet: Fleet): void {
  const job = jobOf({ ...fleet, pods: 1_000 })
  for (let times = 0; times < 15; times++) job.run()
}

function jobOf(fleet: Fleet): Job {
  const { pods } = fleet
  const input = rollout(fleet)
  return {
    work: pods,
    counts: { done: 1, created: 2 * pods, existing: pods },
    run: () => {
      const { outcome, podCounts } = simulate(input, { timeline: 'drop', pods: 'drop' })
      return { done: outcome === 'done' ? 1 : 0, ...podCounts }
    },
  }
}

function growthOf(kind: Fleet['kind'], few: number, many: number): Question {
  return {
    type: 'value',
    name: `${kind}: a pod among ${many.toLocaleString('en')} against one among ${few.toLocaleString('en')}`,
    unit: '×',
    target: { atMost: 1.3 },
    measure: (rows) => answerTo(rows, nameOf(kind, many)) / answerTo(rows, nameOf(kind, few)),
  }
}

function nameOf(kind: Fleet['kind'], pods: number): string {
  return `${kind}, ${pods.toLocaleString('en')} pods`
}
