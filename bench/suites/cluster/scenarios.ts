import { type Scenario, scenario } from '@seatrial/scenarios'

/** A set of pods that are all alike, on a cluster with room for them. */
export interface Fleet {
  readonly kind: 'StatefulSet' | 'DaemonSet'
  /** Of a DaemonSet: also how many nodes. */
  readonly pods: number
  /** How many may be unavailable in the rollout: 10, or 10 % of a DaemonSet, unless it is said. */
  readonly maxUnavailable?: number | string
  /** Of a StatefulSet; Parallel unless it is said. */
  readonly policy?: 'Parallel' | 'OrderedReady'
  /** Fake kubelets and an API server that take no time, and clients without limits; not by default. */
  readonly isIdeal?: boolean
}

const PODS_A_NODE = 100

/** The set is created, and that is all. */
export function creation(fleet: Fleet): Scenario {
  return scenarioOf(fleet, [])
}

/** The set is created and then rolled to another image, with everything on that a run has. */
export function rollout(fleet: Fleet): Scenario {
  const image = { [`${fleet.kind.toLowerCase()}/web`]: 'web:2' }
  return scenarioOf(fleet, [{ when: { settled: 'all' }, then: { setImage: image } }])
}

function scenarioOf(fleet: Fleet, timeline: readonly unknown[]): Scenario {
  const nodes = fleet.kind === 'DaemonSet' ? fleet.pods : Math.ceil(fleet.pods / PODS_A_NODE)
  const capacity = { cpu: '64', memory: '256Gi', pods: '110' }
  return scenario(
    JSON.stringify({
      apiVersion: 'seatrial/v1',
      kind: 'Scenario',
      spec: {
        seed: 1,
        kubernetes: '1.37',
        cluster: {
          profile: fleet.isIdeal === true ? 'kwok-ideal' : 'managed-cloud',
          ...(fleet.isIdeal === true ? { clientLimits: 'unlimited' } : {}),
          nodes: [{ name: 'node', count: nodes, zones: ['a', 'b', 'c'], capacity }],
        },
        manifests: [manifestOf(fleet)],
        timeline,
        until: { settled: 'all', atMost: '1000h' },
      },
    }),
  )
}

function manifestOf({ kind, pods, maxUnavailable, policy }: Fleet): unknown {
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'web:1' }] },
  }
  const common = { selector: { matchLabels: { app: 'web' } }, template }
  const spec =
    kind === 'StatefulSet'
      ? {
          ...common,
          replicas: pods,
          serviceName: 'web',
          podManagementPolicy: policy ?? 'Parallel',
          updateStrategy: {
            type: 'RollingUpdate',
            rollingUpdate:
              policy === 'OrderedReady' ? {} : { maxUnavailable: maxUnavailable ?? 10 },
          },
        }
      : {
          ...common,
          updateStrategy: {
            type: 'RollingUpdate',
            rollingUpdate: { maxUnavailable: maxUnavailable ?? '10%' },
          },
        }
  return { apiVersion: 'apps/v1', kind, metadata: { name: 'web' }, spec }
}
