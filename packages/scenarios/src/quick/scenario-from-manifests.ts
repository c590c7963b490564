import { DEFAULT_KUBERNETES_PROFILE, type Duration, START, hours, minutes } from '@seatrial/core'
import { argumentError } from '../format/arguments/argument-error.ts'
import { resolveKubernetesArgument } from '../format/arguments/kubernetes-argument.ts'
import { resolveProfileArgument } from '../format/arguments/profile-argument.ts'
import { parseSeedArgument } from '../format/arguments/seed-argument.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import { workloadsOf } from '../format/manifests/workloads.ts'
import { valueAt } from '../format/paths/field-path.ts'
import { nameFromFile } from '../format/paths/file-path.ts'
import type { Manifests } from '../format/read-input.ts'
import { scenarioSpec } from '../format/scenario/scenario-schema.ts'
import type { ClusterSettings, Scenario, TimelineEntry } from '../format/scenario/scenario.ts'
import { InputError, InputErrors } from '../input-error.ts'
import { defaultNodePools } from '../run/default-cluster/default-node-pools.ts'
import { defaultStorageClasses } from '../run/default-cluster/default-storage-classes.ts'
import { claimsOfVolumes } from './claims-of-volumes.ts'
import { givenLatencies } from './given-latencies.ts'
import { latestTimestamp } from './latest-timestamp.ts'
import { planChange } from './plan-change.ts'
import type { QuickOptions } from './quick-options.ts'

/**
 * The scenario that plain manifests and a few options mean: a cluster in which they fit, then the
 * change as its timeline. Objects that come from a cluster are there as they were printed, the
 * others are applied at the start; Node objects among them are the cluster.
 *
 * Run it with `warmUp`, so that the change finds everything settled, unless `create` is set. Throws
 * `InputErrors`.
 */
export function scenarioFromManifests(manifests: Manifests, options: QuickOptions = {}): Scenario {
  const { objects, ignoredKinds } = manifests
  checkWorkloads(objects)
  const { kubernetes = DEFAULT_KUBERNETES_PROFILE, seed, profile, room = [] } = options
  const release = resolveKubernetesArgument('--kubernetes', kubernetes)
  const { actions, changed } = planChange(objects, options, release)
  const defaults = scenarioSpec.parse({
    kubernetes,
    ...(seed === undefined ? {} : { seed: parseSeedArgument('--seed', seed) }),
    cluster:
      profile === undefined ? {} : { profile: resolveProfileArgument('--profile', profile).name },
  })
  const stored = objects.filter(isFromCluster)
  const existing = [...stored, ...claimsOfVolumes(objects)]
  return {
    ...defaults,
    churn: {},
    kind: 'Scenario',
    name: nameFromFile(objects[0]!.origin.file),
    description: '',
    epoch: latestTimestamp(existing) ?? defaults.epoch,
    cluster: clusterFor([...objects, ...changed, ...room], defaults.cluster, options.nodes),
    latency: { stages: {}, pods: givenLatencies(options, [...objects, ...changed]) },
    manifests: objects.filter((manifest) => !isFromCluster(manifest)),
    existing,
    until: { ...defaults.until, atMost: horizonFor([...objects, ...changed, ...room]) },
    timeline: actions.length === 0 ? [] : [entryAtStart(actions)],
    ignoredKinds,
  }
}

function checkWorkloads(objects: readonly Manifest[]): void {
  if (workloadsOf(objects).length > 0) return
  const kinds = [...new Set(objects.map(({ kind }) => kind))]
  throw new InputErrors([
    new InputError({
      file: objects[0]?.origin.file ?? 'input',
      path: '',
      expected: 'a StatefulSet or DaemonSet',
      got: kinds.length === 0 ? 'none' : `only ${kinds.join(', ')}`,
    }),
  ])
}

/** What has a uid was printed by a cluster, and is what it says it is. */
function isFromCluster({ object }: Manifest): boolean {
  return valueAt(object, ['metadata', 'uid']) !== undefined
}

function clusterFor(
  manifests: readonly Manifest[],
  cluster: ClusterSettings,
  nodes: number | undefined,
): ClusterSettings {
  const ownsNodes = manifests.some(({ kind }) => kind === 'Node')
  if (ownsNodes && nodes !== undefined) {
    throw argumentError('--nodes', {
      expected: 'nothing, since the Node objects in the input are the cluster',
      got: String(nodes),
    })
  }
  return {
    ...cluster,
    nodes: ownsNodes ? [] : defaultNodePools(manifests, nodes),
    storageClasses: defaultStorageClasses(manifests),
  }
}

/**
 * Late enough for any rollout that gets on, pod by pod: a day, and a quarter of an hour for each.
 */
function horizonFor(manifests: readonly Manifest[]): Duration {
  const pods = manifests
    .map(({ object }) => valueAt(object, ['spec', 'replicas']))
    .reduce((sum: number, replicas) => sum + (typeof replicas === 'number' ? replicas : 0), 0)
  return (hours(24) + pods * minutes(15)) as Duration
}

function entryAtStart(actions: TimelineEntry['actions']): TimelineEntry {
  return { trigger: { type: 'at', time: START }, actions }
}
