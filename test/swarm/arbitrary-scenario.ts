import fc from 'fast-check'
import { FEATURES, FEATURE_OF, type Feature } from './features.ts'
import {
  HEAL_TIME,
  type Happening,
  type Refusal,
  type Step,
  type SwarmDaemonSet,
  type SwarmScenario,
  type SwarmStatefulSet,
  type Watched,
} from './swarm-scenario.ts'

/** Any scenario of the swarm; it shrinks to fewer sets, fewer steps and plainer values. */
export function arbitraryScenario(): fc.Arbitrary<SwarmScenario> {
  return fc.subarray([...FEATURES]).chain((chosen) => scenarioWith(new Set(chosen)))
}

function scenarioWith(features: ReadonlySet<Feature>): fc.Arbitrary<SwarmScenario> {
  /** The values of a feature, or the plain one where the scenario does not have it. */
  function where<T>(feature: Feature, values: fc.Arbitrary<T>, plain: NoInfer<T>): fc.Arbitrary<T> {
    return features.has(feature) ? values : fc.constant(plain)
  }
  const hasDaemonSets = features.has('daemonSets')
  const hasStatefulSets = features.has('statefulSets') || !hasDaemonSets
  return fc.record({
    seed: fc.nat(999),
    kubernetes: fc.constantFrom('1.37', '1.36', '1.35.4', '1.35.0', '1.34', '1.33'),
    maxUnavailableGate: where('gates', fc.boolean(), true),
    recreateGate: where('gates', fc.boolean(), false),
    profile: fc.constantFrom('kind-dev', 'managed-cloud'),
    tieBreak: where('tieBreak', fc.constantFrom('fifo', 'lifo', 'random'), 'fifo'),
    isThrottled: where('throttling', fc.boolean(), false),
    nodeCount: fc.integer({ min: 1, max: 4 }),
    hasChurn: where('churn', fc.boolean(), false),
    hasZoneOutages: where('zoneOutages', fc.boolean(), false),
    hasBackgroundLoad: where('backgroundLoad', fc.boolean(), false),
    hasNetworkPlugin: where('networkPlugins', fc.constant(hasDaemonSets), false),
    budget: where('budgets', fc.constantFrom(undefined, 0, 1), undefined),
    statefulSets: hasStatefulSets
      ? fc.array(statefulSet(where), { minLength: 1, maxLength: 2 })
      : fc.constant([]),
    daemonSets: hasDaemonSets
      ? fc.array(daemonSet(where), { minLength: 1, maxLength: 2 })
      : fc.constant([]),
    steps: fc.array(step(features), { maxLength: 12 }),
  })
}

type Where = <T>(feature: Feature, values: fc.Arbitrary<T>, plain: NoInfer<T>) => fc.Arbitrary<T>

function statefulSet(where: Where): fc.Arbitrary<SwarmStatefulSet> {
  return fc.record({
    replicas: fc.integer({ min: 0, max: 4 }),
    start: where('strategies', fc.constantFrom(0, 0, 3), 0),
    isParallel: where('parallel', fc.boolean(), false),
    strategy: where(
      'strategies',
      fc.constantFrom('RollingUpdate', 'RollingUpdate', 'OnDelete', 'Recreate'),
      'RollingUpdate',
    ),
    partition: where('partition', fc.integer({ min: 0, max: 3 }), 0),
    maxUnavailable: where('maxUnavailable', fc.constantFrom(undefined, 1, 2, 3, '50%'), undefined),
    minReadySeconds: where('minReadySeconds', fc.constantFrom(0, 1, 7, 30), 0),
    grace: fc.constantFrom(0, 1, 30),
    hasClaims: where('claims', fc.boolean(), false),
    hasSidecar: where('sidecars', fc.boolean(), false),
    whenScaled: where('claims', fc.constantFrom('Retain', 'Delete'), 'Retain'),
    whenDeleted: where('claims', fc.constantFrom('Retain', 'Delete'), 'Retain'),
  })
}

function daemonSet(where: Where): fc.Arbitrary<SwarmDaemonSet> {
  return fc.record({
    strategy: where('strategies', fc.constantFrom('RollingUpdate', 'OnDelete'), 'RollingUpdate'),
    maxUnavailable: where('maxUnavailable', fc.constantFrom(1, 2, '50%'), 1),
    maxSurge: where('surge', fc.constantFrom(0, 1, 2, '100%'), 0),
    minReadySeconds: where('minReadySeconds', fc.constantFrom(0, 1, 7, 30), 0),
    grace: fc.constantFrom(0, 1, 30),
  })
}

function step(features: ReadonlySet<Feature>): fc.Arbitrary<Step> {
  const choices = happenings(features).filter(({ type }) => features.has(FEATURE_OF[type]))
  const what = fc.oneof(
    fc.record({
      type: fc.constant('new-image' as const),
      set: fc.nat(3),
      image: fc.constantFrom('good:2', 'good:3', 'good:1'),
    }),
    ...choices.map(({ values }) => values),
  )
  return fc.record({ at: fc.integer({ min: 0, max: HEAL_TIME - 300 }), what }) as fc.Arbitrary<Step>
}

interface Choice {
  readonly type: Happening['type']
  readonly values: fc.Arbitrary<Happening>
}

function happenings(features: ReadonlySet<Feature>): readonly Choice[] {
  const set = fc.nat(3)
  const node = fc.nat(4)
  const pod = fc.nat(20)
  const seconds = fc.integer({ min: 1, max: 200 })
  const watched: fc.Arbitrary<Watched> = fc.constantFrom(
    'pods',
    'pods',
    'statefulSets',
    'daemonSets',
    'controllerRevisions',
    'claims',
    'nodes',
  )
  const images = features.has('brokenImages')
    ? fc.constantFrom('good:2', 'missing:1', 'slow:1', 'leaking:1', 'good:1')
    : fc.constantFrom('good:2', 'good:3', 'good:1')
  return [
    choice('new-image', { set, image: images }),
    choice('scale', { set, replicas: fc.integer({ min: 0, max: 5 }) }),
    choice('partition', { set, partition: fc.integer({ min: 0, max: 4 }) }),
    choice('max-unavailable', { set, value: fc.constantFrom(1, 2, 3, '34%') }),
    choice('min-ready', { set, seconds: fc.constantFrom(0, 2, 20) }),
    choice('restart', { set }),
    choice('delete-pod', { pod, isForced: fc.boolean() }),
    choice('crash-pod', { pod }),
    choice('crash-node', { node, seconds }),
    choice('remove-node', { node }),
    choice('add-node', {}),
    choice('add-late-node', { seconds }),
    choice('reclaim-nodes', { nodes: fc.integer({ min: 1, max: 2 }), hasSuccessors: fc.boolean() }),
    choice('upgrade-nodes', {
      by: fc.constantFrom('inPlace', 'surge'),
      atOnce: fc.integer({ min: 1, max: 2 }),
    }),
    choice('slow-api', { factor: fc.integer({ min: 2, max: 200 }), seconds }),
    choice('drain-node', { node, seconds }),
    choice('strain-node', { node, pods: fc.integer({ min: 1, max: 3 }) }),
    choice('shut-node-down', { node, seconds }),
    choice('restart-kubelet', { node, seconds }),
    choice('taint-node', { node, seconds }),
    choice('refuse-requests', { refusal: refusal() }),
    choice('delay-watch', { resource: watched, seconds }),
    choice('break-watch', { resource: watched, seconds }),
    choice('restart-controllers', { seconds: fc.integer({ min: 1, max: 60 }) }),
  ]
}

function choice(
  type: Happening['type'],
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): Choice {
  const values = fc.record({ type: fc.constant(type), ...fields })
  return { type, values: values as unknown as fc.Arbitrary<Happening> }
}

function refusal(): fc.Arbitrary<Refusal> {
  return fc.record({
    resource: fc.constantFrom(
      'pods',
      'statefulsets',
      'daemonsets',
      'controllerrevisions',
      'persistentvolumeclaims',
    ),
    reason: fc.constantFrom('Conflict', 'InternalError', 'TooManyRequests', 'Forbidden'),
    every: fc.integer({ min: 1, max: 4 }),
    seconds: fc.integer({ min: 1, max: 120 }),
  })
}
