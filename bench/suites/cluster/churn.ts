import { type Scenario, scenario } from '@seatrial/scenarios'
import { type Suite, suite } from '../../harness.ts'
import { simulationJob } from './simulation-job.ts'

/** How many changes are stored a second when 150,000 pods on 5,000 nodes are created and rolled, and nodes fail? */
export const churn: Suite = suite('cluster/churn', [
  {
    type: 'time',
    name: '150,000 pods on 5,000 nodes, created and rolled while nodes fail',
    unit: 'change',
    as: 'rate',
    isHeavy: true,
    target: { atLeast: 1_000_000 },
    prepare: (size) => {
      const input = size === 'full' ? busyCluster(5_000, 100) : busyCluster(20, 2)
      const job = simulationJob(input, 1)
      return { ...job, work: job.counts['changes'] ?? 1 }
    },
  },
])

/** Ten DaemonSets on all nodes, and sets of ten pods for each node; one of both kinds is rolled. */
function busyCluster(nodes: number, sets: number): Scenario {
  const replicas = (10 * nodes * 2) / sets
  const rolled = { 'daemonset/agent-0': 'agent:2', 'statefulset/shard-0': 'shard:2' }
  const manifests = [
    ...Array.from({ length: 10 }, (_, index) => workload('DaemonSet', `agent-${index}`, {})),
    ...Array.from({ length: sets }, (_, index) =>
      workload('StatefulSet', `shard-${index}`, {
        serviceName: 'shard',
        replicas,
        podManagementPolicy: 'Parallel',
      }),
    ),
  ]
  const capacity = { cpu: '64', memory: '256Gi', pods: '110' }
  return scenario(
    JSON.stringify({
      kind: 'Scenario',
      spec: {
        seed: 1,
        kubernetes: '1.37',
        cluster: {
          profile: 'managed-cloud',
          nodes: [{ name: 'node', count: nodes, zones: ['a', 'b', 'c'], capacity }],
        },
        manifests,
        churn: { nodeFailure: { rate: '20%/month', outage: { median: '20m', p99: '2h' } } },
        timeline: [{ when: { available: { share: '99.5%' } }, then: { setImage: rolled } }],
        until: { updated: Object.keys(rolled), atMost: '1000h' },
      },
    }),
  )
}

function workload(kind: string, name: string, spec: object): unknown {
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: {
      ...spec,
      selector: { matchLabels: { app: name } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', image: `${name.split('-')[0]}:1` }] },
      },
    },
  }
}
