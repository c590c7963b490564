import {
  type Duration,
  HeartbeatClock,
  type Pod,
  PodMetadata,
  type SimTime,
  type StringMap,
  type WallTime,
  minutes,
  readDisruptionBudget,
  seconds,
} from '@seatrial/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BudgetDirectory } from '../../src/disruption/budget-directory.ts'
import { isHealthy } from '../../src/disruption/budget-pods.ts'
import { NodeLifecycleController } from '../../src/node-lifecycle/node-lifecycle-controller.ts'
import { type Beating, type NodeLife, firstSilence } from './naive-watch.ts'
import { NodeRig } from './node-rig.ts'

const USER = { by: 'user', why: '' }
const UNTIL = 600

/** Up to three stretches, one after the other; half seconds, so that no beat falls on a pass. */
const anyStretches: fc.Arbitrary<readonly Beating[]> = fc
  .array(fc.integer({ min: 1, max: UNTIL }), { minLength: 2, maxLength: 6 })
  .map((times) => {
    const ends = [...new Set(times)].sort((one, other) => one - other).map((time) => time + 0.5)
    return Array.from({ length: Math.floor(ends.length / 2) }, (_, index) => ({
      from: ends[2 * index] ?? 0,
      to: ends[2 * index + 1] ?? 0,
    }))
  })

/** The first Unknown that our controller writes about the node `a`. */
function ourFirstSilence(life: NodeLife): number | undefined {
  const rig = new NodeRig()
  const { environment, pods, heartbeats } = rig
  new NodeLifecycleController({ ...environment, pods, heartbeats, firstPass: seconds(0) })
  for (const name of ['a', 'b']) rig.addNode(name)
  const lease = new StretchedClock(seconds(10), life.lease)
  const status = new StretchedClock(minutes(5), life.status)
  heartbeats.setClocks('a', { lease, status })
  for (const { from, to } of [...life.lease, ...life.status]) {
    for (const time of [from, to]) rig.at(time, () => heartbeats.setClocks('a', { lease, status }))
  }
  rig.run(UNTIL)
  return rig.linesAbout('a Ready Unknown')[0]?.[0]
}

/** A clock that starts and stops as the stretches say. */
class StretchedClock extends HeartbeatClock {
  readonly #stretches: readonly Beating[]
  readonly #beating: Duration

  constructor(period: Duration, stretches: readonly Beating[]) {
    super(period, 0 as SimTime, 0 as SimTime)
    this.#beating = period
    this.#stretches = stretches
  }

  override lastUntil(time: SimTime): SimTime {
    let last = 0
    for (const { from, to } of this.#stretches) {
      const end = Math.min(time, seconds(to) - 1)
      if (end < seconds(from)) continue
      const beats = Math.floor((end - seconds(from)) / this.#beating)
      last = seconds(from) + beats * this.#beating
    }
    return last as SimTime
  }

  override longestGap(now: SimTime): Duration {
    const isBeating = this.#stretches.some(
      ({ from, to }) => seconds(from) <= now && now < seconds(to),
    )
    return isBeating ? this.#beating : (Infinity as Duration)
  }
}

describe('the node lifecycle controller', () => {
  it('finds a node silent when a controller would that looks at it in every pass', () => {
    fc.assert(
      fc.property(anyStretches, anyStretches, (lease, status) => {
        const life = { lease, status }

        expect(ourFirstSilence(life)).toBe(firstSilence(life, UNTIL))
      }),
      {
        numRuns: 300,
        examples: [
          [
            [],
            [
              { from: 1.5, to: 2.5 },
              { from: 5.5, to: 6.5 },
            ],
          ],
        ],
      },
    )
  })
})

/** Something that happens to one of six pods or one of three budgets. */
type Step =
  | { readonly type: 'pod'; readonly pod: number; readonly change: 'ready' | 'relabel' | 'delete' }
  | { readonly type: 'budget'; readonly budget: number; readonly app: string }

const app = fc.constantFrom('web', 'db', 'cache')

const steps: fc.Arbitrary<readonly (Step & { readonly app: string })[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('pod' as const),
      pod: fc.nat(5),
      change: fc.constantFrom('ready' as const, 'relabel' as const, 'delete' as const),
      app,
    }),
    fc.record({ type: fc.constant('budget' as const), budget: fc.nat(2), app }),
  ),
  { maxLength: 40 },
)

describe('the directory of budgets', () => {
  it('counts what a recount would', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const rig = new NodeRig()
        const directory = new BudgetDirectory(rig.pods)
        rig.environment.informers.pods.addIndex(directory.podIndex)
        rig.budgets.addIndex(directory.budgetIndex)
        const budgets = new Map<number, string>()
        for (const [index, step] of sequence.entries()) {
          take(rig, step, index, budgets)
          rig.run(index + 1)
          for (const [budget, selected] of budgets) {
            const kept = directory.podsOf('default', `budget-${budget}`)
            const pods = [...rig.server.list('pods').values()].filter(
              ({ metadata }) => metadata.labels['app'] === selected,
            )
            expect([kept?.count, kept?.healthyCount, kept?.unmanagedCount]).toEqual([
              pods.length,
              pods.filter(isHealthy).length,
              pods.filter(({ metadata }) => metadata.controller === undefined).length,
            ])
            expect([...(kept?.owners() ?? [])].map(({ owner }) => owner.uid).sort(byText)).toEqual(
              ownersOf(pods),
            )
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})

function take(
  rig: NodeRig,
  step: Step & { readonly app: string },
  index: number,
  budgets: Map<number, string>,
): void {
  const labels: StringMap = { app: step.app }
  if (step.type === 'budget') {
    const name = `budget-${step.budget}`
    const metadata = { name, namespace: 'default', generation: 1 }
    const json = { metadata, spec: { selector: { matchLabels: labels }, minAvailable: 1 } }
    const budget = readDisruptionBudget(json, 0 as WallTime)
    if (budgets.has(step.budget)) rig.server.update(budget, USER)
    else rig.server.create(budget, USER)
    budgets.set(step.budget, step.app)
    return
  }
  const name = `pod-${step.pod}`
  const pod = rig.pod(name)
  if (pod === undefined) {
    const owner = step.pod % 3 === 0 ? {} : { owner: `StatefulSet/set-${step.pod % 3}` }
    rig.addPod(name, { labels, ...owner, ready: index % 2 === 0 ? 'True' : 'False' })
  } else if (step.change === 'delete') {
    rig.deletePod(name, pod.deletionGracePeriodSeconds > 0 ? 0 : 30)
  } else if (step.change === 'ready') {
    rig.changePod(name, (draft) => (draft.ready = pod.ready === 'True' ? 'False' : 'True'))
  } else {
    relabel(rig, name, labels)
  }
}

function relabel(rig: NodeRig, name: string, labels: StringMap): void {
  rig.changePod(name, (draft) => {
    const { ownerReferences } = draft.metadata
    draft.metadata = new PodMetadata({ labels, ownerReferences })
  })
}

function ownersOf(pods: readonly Pod[]): readonly string[] {
  const uids = pods.flatMap(({ metadata }) => metadata.controller?.uid ?? [])
  return [...new Set(uids)].sort(byText)
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
