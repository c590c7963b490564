import { type Scenario, scenario } from '@seatrial/scenarios'
import {
  HEAL_TIME,
  type Happening,
  type Image,
  type SwarmDaemonSet,
  type SwarmScenario,
  type SwarmStatefulSet,
} from './swarm-scenario.ts'

/** Something of a document; it is JSON, which YAML takes as it is. */
type Json = { readonly [key: string]: unknown }

/** A set of the scenario, by its kind and its reference. */
type SwarmSet =
  | { readonly reference: string; readonly kind: 'StatefulSet'; readonly set: SwarmStatefulSet }
  | { readonly reference: string; readonly kind: 'DaemonSet'; readonly set: SwarmDaemonSet }

/**
 * The scenario as a user would write it: sets, what people do to them, and in the end a good image for
 * all. What happens to pods, nodes and participants comes from a `FaultScript` besides.
 */
export function asScenario(swarm: SwarmScenario): Scenario {
  const sets = setsOf(swarm)
  return scenario(
    JSON.stringify({
      kind: 'Scenario',
      metadata: { name: 'swarm' },
      spec: {
        seed: swarm.seed,
        kubernetes: swarm.kubernetes,
        featureGates: gatesOf(swarm),
        cluster: {
          profile: swarm.profile,
          nodes: [
            {
              name: 'pool',
              count: swarm.nodeCount,
              zones: swarm.hasZoneOutages ? ['a', 'b'] : [],
            },
          ],
          jobDuration: '3m',
          images: { 'missing:1': { pullable: false }, 'leaking:1': { crashAfter: '7s' } },
        },
        manifests: [
          ...sets.map((set) => manifestOf(set, swarm)),
          ...sets
            .filter(({ kind }) => kind === 'StatefulSet')
            .flatMap((set) => budgetsOf(set, swarm)),
          ...(swarm.hasBackgroundLoad ? BACKGROUND_LOAD : []),
        ],
        ...(swarm.hasNetworkPlugin ? { provides: { 'daemonset/agent0': 'network' } } : {}),
        churn: {
          ...(swarm.hasChurn ? { nodeFailure: { rate: '200/day', outage: '1m' } } : {}),
          ...(swarm.hasZoneOutages ? { zoneOutage: { rate: '100/day', outage: '1m' } } : {}),
        },
        latency: latenciesOf(sets, 'good:1'),
        timeline: timelineOf(swarm, sets),
        until: { settled: 'all', atMost: '4h' },
      },
    }),
  )
}

const BACKGROUND_POD = {
  metadata: { labels: { app: 'background' } },
  spec: {
    containers: [{ name: 'main', image: 'good:1', resources: { requests: { cpu: '500m' } } }],
  },
}

/** What takes room beside the sets, and moves when nodes go. */
const BACKGROUND_LOAD: readonly Json[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'background' },
    spec: {
      replicas: 4,
      selector: { matchLabels: { app: 'background' } },
      template: BACKGROUND_POD,
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'background' },
    spec: { parallelism: 2, completions: 5, template: BACKGROUND_POD },
  },
]

function gatesOf({ kubernetes, maxUnavailableGate, recreateGate }: SwarmScenario): Json {
  return {
    MaxUnavailableStatefulSet: maxUnavailableGate,
    ...(kubernetes === '1.37' ? { StatefulSetRecreateStrategy: recreateGate } : {}),
  }
}

function setsOf({ statefulSets, daemonSets }: SwarmScenario): readonly SwarmSet[] {
  return [
    ...statefulSets.map((set, index): SwarmSet => {
      return { reference: `statefulset/web${index}`, kind: 'StatefulSet', set }
    }),
    ...daemonSets.map((set, index): SwarmSet => {
      return { reference: `daemonset/agent${index}`, kind: 'DaemonSet', set }
    }),
  ]
}

const SIDECAR: Json = { name: 'sidecar', image: 'good:1', restartPolicy: 'Always' }

function manifestOf(swarmSet: SwarmSet, swarm: SwarmScenario): Json {
  const { kind, reference, set } = swarmSet
  const name = reference.slice(reference.indexOf('/') + 1)
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      minReadySeconds: set.minReadySeconds,
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: set.grace,
          initContainers: 'hasSidecar' in set && set.hasSidecar ? [SIDECAR] : [],
          containers: [{ name: 'main', image: 'good:1', resources: { requests: { cpu: '50m' } } }],
        },
      },
      ...(kind === 'StatefulSet' ? statefulSetSpec(name, set, swarm) : daemonSetSpec(set)),
    },
  }
}

/** A disruption budget for the pods of a set, if the scenario has them. */
function budgetsOf({ reference }: SwarmSet, { budget }: SwarmScenario): readonly Json[] {
  if (budget === undefined) return []
  const name = reference.slice(reference.indexOf('/') + 1)
  const selector = { matchLabels: { app: name } }
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name },
      spec: { maxUnavailable: budget, selector },
    },
  ]
}

function statefulSetSpec(name: string, set: SwarmStatefulSet, swarm: SwarmScenario): Json {
  const { replicas, start, isParallel, hasClaims, whenScaled, whenDeleted } = set
  return {
    serviceName: name,
    replicas,
    ...(start === 0 ? {} : { ordinals: { start } }),
    podManagementPolicy: isParallel ? 'Parallel' : 'OrderedReady',
    updateStrategy: statefulSetStrategy(set, swarm),
    persistentVolumeClaimRetentionPolicy: { whenScaled, whenDeleted },
    volumeClaimTemplates: hasClaims
      ? [
          {
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1Gi' } },
            },
          },
        ]
      : [],
  }
}

function statefulSetStrategy(
  { strategy, partition, maxUnavailable }: SwarmStatefulSet,
  { kubernetes, recreateGate }: SwarmScenario,
): Json {
  if (strategy === 'OnDelete') return { type: 'OnDelete' }
  if (strategy === 'Recreate' && recreateGate && kubernetes === '1.37') return { type: 'Recreate' }
  return { type: 'RollingUpdate', rollingUpdate: { partition, maxUnavailable } }
}

function daemonSetSpec({ strategy, maxUnavailable, maxSurge }: SwarmDaemonSet): Json {
  if (strategy === 'OnDelete') return { updateStrategy: { type: 'OnDelete' } }
  const rollingUpdate = maxSurge === 0 ? { maxUnavailable } : { maxUnavailable: 0, maxSurge }
  return { updateStrategy: { type: 'RollingUpdate', rollingUpdate } }
}

function timelineOf(swarm: SwarmScenario, sets: readonly SwarmSet[]): readonly Json[] {
  const happened = swarm.steps.map(({ at, what }) => ({
    at: `${at}s`,
    then: actionsOf(what, sets, swarm),
  }))
  const healed = {
    at: `${HEAL_TIME}s`,
    then: [
      { setLatency: latenciesOf(sets, 'good:3') },
      ...sets.filter((set) => isRolling(set, swarm)).map(({ reference }) => patch(reference, 0)),
      {
        setImage: Object.fromEntries(sets.map(({ reference }) => [reference, { main: 'good:3' }])),
      },
      // Volumes stay in their zone: there must be a node in each.
      { addNodes: { pool: 'pool', count: swarm.hasZoneOutages ? 2 : 1 } },
    ],
  }
  // Nothing is over before what was broken has been taken away.
  const cleared = { at: `${HEAL_TIME + 120}s`, then: { print: 'get po' } }
  return [...happened.filter(({ then }) => then.length > 0), healed, cleared]
}

/** So that an upgrade of all nodes is over in some minutes. */
const QUICK_UPGRADE = { outage: '20s', soak: '5s', drainTimeout: '1m', replacement: '30s' }

/** What the timeline does of a step; nothing where the step is none of its business. */
function actionsOf(what: Happening, sets: readonly SwarmSet[], swarm: SwarmScenario): Json[] {
  switch (what.type) {
    case 'add-node':
      return [{ addNodes: { pool: 'pool', count: 1 } }]
    case 'add-late-node':
      return [{ addNodes: { pool: 'pool', count: 1, readyAfter: `${what.seconds}s` } }]
    case 'reclaim-nodes': {
      const replacement = what.hasSuccessors ? 'karpenter' : 'none'
      return [{ reclaimNode: { nodes: { count: what.nodes }, notice: '30s', replacement } }]
    }
    case 'upgrade-nodes': {
      const { by, atOnce } = what
      return [{ upgradeNodes: { nodes: { labels: {} }, by, atOnce, ...QUICK_UPGRADE } }]
    }
    case 'slow-api':
      return [{ slowApi: { factor: what.factor, for: `${what.seconds}s` } }]
  }
  if (!('set' in what)) return []
  const set = sets[what.set % sets.length] as SwarmSet
  const { reference, kind } = set
  switch (what.type) {
    case 'new-image':
      return [
        { setLatency: latenciesOf([set], what.image) },
        { setImage: { [reference]: { main: what.image } } },
      ]
    case 'restart':
      return [{ restart: reference }]
    case 'scale':
      return kind === 'StatefulSet' ? [{ scale: { [reference]: what.replicas } }] : []
    case 'partition':
      return isRolling(set, swarm) ? [patch(reference, what.partition)] : []
    case 'max-unavailable':
      return mayChangeBudget(set, swarm)
        ? [patchRollingUpdate(reference, { maxUnavailable: what.value })]
        : []
    case 'min-ready':
      return [{ patch: { [reference]: { spec: { minReadySeconds: what.seconds } } } }]
  }
}

function patch(reference: string, partition: number): Json {
  return patchRollingUpdate(reference, { partition })
}

function patchRollingUpdate(reference: string, rollingUpdate: Json): Json {
  return { patch: { [reference]: { spec: { updateStrategy: { rollingUpdate } } } } }
}

/** A StatefulSet with a partition to set. */
function isRolling(swarmSet: SwarmSet, swarm: SwarmScenario): boolean {
  const { kind, set } = swarmSet
  return kind === 'StatefulSet' && statefulSetStrategy(set, swarm)['type'] === 'RollingUpdate'
}

function mayChangeBudget(swarmSet: SwarmSet, swarm: SwarmScenario): boolean {
  const { kind, set } = swarmSet
  if (kind === 'StatefulSet') return isRolling(swarmSet, swarm)
  return set.strategy === 'RollingUpdate' && set.maxSurge === 0
}

/** With the slow image, pods never become ready. */
function latenciesOf(sets: readonly SwarmSet[], image: Image): Json {
  const applicationReady = image === 'slow:1' ? '100h' : '2s'
  return Object.fromEntries(
    sets.map(({ reference }) => [reference, { applicationReady, termination: '1s' }]),
  )
}
