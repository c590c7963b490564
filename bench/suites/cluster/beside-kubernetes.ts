import type { Scenario } from '@seatrial/scenarios'
import {
  type Question,
  type Suite,
  type TimeQuestion,
  type ValueQuestion,
  answerTo,
  suite,
} from '../../harness.ts'
import { type Fleet, creation, rollout } from './scenarios.ts'
import { simulationJob } from './simulation-job.ts'

/**
 * How much faster than the real thing is it? The real times were recorded on a machine of this class: pods
 * created per second of processor time by the real controllers in virtual time, and the time that the
 * real control plane takes with fake nodes that answer at once and raised client limits.
 */
export const besideKubernetes: Suite = suite('cluster/beside-kubernetes', [
  ...asManyPodsAs('the real StatefulSet controller', 72, stateful(5_000)),
  ...asManyPodsAs('the real DaemonSet controller', 79, { kind: 'DaemonSet', pods: 5_000 }),
  ...asFastAs('OrderedReady, 100 pods', 1.7, 3, {
    kind: 'StatefulSet',
    pods: 100,
    policy: 'OrderedReady',
    isIdeal: true,
  }),
  ...asFastAs('a DaemonSet on 1,000 nodes', 7, 14.7, {
    kind: 'DaemonSet',
    pods: 1_000,
    isIdeal: true,
  }),
])

function stateful(pods: number): Fleet {
  return { kind: 'StatefulSet', pods }
}

/** Pods created per second of processor time, against what was recorded. */
function asManyPodsAs(whom: string, podsPerSecond: number, fleet: Fleet): readonly Question[] {
  const name = `create a ${fleet.kind} of ${fleet.pods.toLocaleString('en')} pods`
  return [
    timed(name, creation, fleet),
    ratio(`pods created against ${whom}`, 500, (answer) => 1e9 / answer(name) / podsPerSecond),
  ]
}

/** Seconds of a creation and of an update, against what was recorded. */
function asFastAs(
  what: string,
  createSeconds: number,
  updateSeconds: number,
  fleet: Fleet,
): readonly Question[] {
  const create = `${what}: create`
  const both = `${what}: create and update`
  const secondsOf = (nanosecondsPerPod: number): number => (nanosecondsPerPod * fleet.pods) / 1e9
  return [
    timed(create, creation, fleet),
    timed(both, rollout, fleet),
    ratio(`${what}: its creation against the real control plane`, 1_000, (answer) => {
      return createSeconds / secondsOf(answer(create))
    }),
    ratio(`${what}: its update against the real control plane`, 1_000, (answer) => {
      return updateSeconds / secondsOf(answer(both) - answer(create))
    }),
  ]
}

function timed(name: string, scenarioOf: (fleet: Fleet) => Scenario, fleet: Fleet): TimeQuestion {
  return {
    type: 'time',
    name,
    unit: 'pod',
    isSimulation: true,
    prepare: (size) => {
      const pods = size === 'full' ? fleet.pods : 20
      return simulationJob(scenarioOf({ ...fleet, pods }), pods)
    },
  }
}

function ratio(
  name: string,
  atLeast: number,
  ratioOf: (answer: (question: string) => number) => number,
): ValueQuestion {
  return {
    type: 'value',
    name,
    unit: '×',
    target: { atLeast },
    measure: (rows) => ratioOf((question) => answerTo(rows, question)),
  }
}
