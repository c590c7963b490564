import type { Scenario } from '@seatrial/scenarios'
import { type Suite, type TimeQuestion, answerTo, suite } from '../../harness.ts'
import { type Fleet, creation, rollout } from './scenarios.ts'
import { simulationJob } from './simulation-job.ts'

/**
 * What does a whole rollout cost, with every participant and recorder on?
 *
 * The set is created in the same run; what its update alone costs is what the run costs more than its
 * creation.
 */
export const rollouts: Suite = suite('cluster/rollouts', [
  question('create a StatefulSet of 1,000 pods', creation, stateful(1_000)),
  question('create it and update it, 10 pods at a time', rollout, stateful(1_000)),
  {
    type: 'value',
    name: 'the update of 1,000 pods alone',
    unit: 'ms',
    target: { atMost: 25 },
    measure: (rows) =>
      (answerTo(rows, 'create it and update it, 10 pods at a time') -
        answerTo(rows, 'create a StatefulSet of 1,000 pods')) /
      1_000,
  },
  question('create a DaemonSet on 5,000 nodes and update it, 10 % at a time', rollout, {
    kind: 'DaemonSet',
    pods: 5_000,
  }),
  {
    type: 'value',
    name: 'the DaemonSet on 5,000 nodes, created and updated',
    unit: 'ms',
    target: { atMost: 1_000 },
    measure: (rows) =>
      (answerTo(rows, 'create a DaemonSet on 5,000 nodes and update it, 10 % at a time') * 5_000) /
      1_000_000,
  },
])

function stateful(pods: number): Fleet {
  return { kind: 'StatefulSet', pods }
}

function question(
  name: string,
  scenarioOf: (fleet: Fleet) => Scenario,
  fleet: Fleet,
): TimeQuestion {
  return {
    type: 'time',
    name,
    unit: 'pod',
    isSimulation: true,
    prepare: (size) => {
      const pods = size === 'full' ? fleet.pods : 50
      return simulationJob(scenarioOf({ ...fleet, pods }), pods)
    },
  }
}
