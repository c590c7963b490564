import {
  type Behaviours,
  type DrawRecorder,
  type ImageGarbageSettings,
  type KubernetesProfile,
  type Latencies,
  type LatencyScaling,
  RandomStreams,
  type TieBreak,
  apiServerConfiguration,
  behaviours,
  drawLatencies,
  resolveFeatureGates,
  resolveKubernetesProfile,
  scaleLatencies,
} from '@seatrial/core'
import type { ClusterSettings, Scenario } from '../format/scenario/scenario.ts'
import type { Admission } from './admit-manifest.ts'
import { BackgroundLoadStarter } from './background-load.ts'
import { Cluster } from './cluster.ts'
import type { ClientLimits } from './cluster-options.ts'
import { controlPlaneFlags } from './control-plane-flags.ts'
import { defaultNodePools } from './default-cluster/default-node-pools.ts'
import { statedLatencies } from './latency-overrides.ts'
import { loadExisting } from './load-existing.ts'
import { NodePools } from './node-pools.ts'
import { Kubectl } from '../kubectl/kubectl.ts'
import { MaintenanceWaves } from './node-upgrades/maintenance-waves.ts'
import { NodeUpgrades } from './node-upgrades/node-upgrades.ts'
import { nodeServicesOf } from './node-services.ts'
import { pinnedNames } from './pinned-names.ts'
import { registeredNode } from './registered-node.ts'
import { storageClassObjects } from './storage-classes.ts'
import { UserChanges } from './user-changes.ts'

/** What a run may set besides its scenario. */
export interface RunOptions {
  /** Instead of the scenario's seed. */
  readonly seed?: string | number
  /** Which repetition this is; each has its own chance. 0 by default. */
  readonly replication?: number
  readonly tieBreak?: TieBreak
  readonly clientLimits?: ClientLimits | 'unlimited'
  /** The order of DaemonSet nodes where Kubernetes promises none; `keyed` by default. */
  readonly nodeOrder?: 'keyed' | 'by-name'
  /** Instead of what the scenario's release and feature gates switch on; its release is that of the API server. */
  readonly behaviours?: Behaviours
  /**
   * `drawn`: latencies that are only assumed or published are longer or shorter by factors of this
   * replication; `off` by default.
   */
  readonly inputUncertainty?: InputUncertainty
  /** Latencies that are taken to be longer or shorter than stated. */
  readonly scaledInputs?: readonly LatencyScaling[]
  /** Told of every draw. */
  readonly draws?: DrawRecorder
}

/** Whether it is uncertain how long things take besides varying from one time to the next. */
export type InputUncertainty = 'drawn' | 'off'

/** A cluster as it is before the timeline begins, and the hands that change it. */
export interface BuiltCluster {
  readonly cluster: Cluster
  readonly changes: UserChanges
  readonly kubectl: Kubectl
  readonly pools: NodePools
  readonly upgrades: NodeUpgrades
}

/**
 * Builds the cluster of a scenario: nodes, storage classes, what exists already. `watch` is called
 * with it while it is still empty, so that recorders see everything. The manifests are not applied yet.
 */
export function buildCluster(
  scenario: Scenario,
  options: RunOptions,
  watch: (cluster: Cluster) => void,
): BuiltCluster {
  const kubernetes = options.behaviours?.release ?? profileOf(scenario)
  const gates = resolveFeatureGates(kubernetes, scenario.featureGates)
  const switches = options.behaviours ?? behaviours(kubernetes, gates)
  const cluster = makeCluster(scenario, options, switches)
  watch(cluster)
  new BackgroundLoadStarter(cluster, scenario.cluster.jobDuration)
  const configuration = apiServerConfiguration(kubernetes, { gates })
  const { defaultTolerationSeconds } = scenario.cluster.controlPlane
  const admission = {
    configuration,
    epoch: scenario.epoch,
    ...(defaultTolerationSeconds === undefined ? {} : { defaultTolerationSeconds }),
  }
  const changes = new UserChanges(cluster.server, admission)
  const { simulation, server, requests } = cluster
  const drains = () => cluster.drains
  const kubectl = new Kubectl({ simulation, server, requests, admission, drains })
  const pools = new NodePools(cluster, scenario.churn)
  cluster.server.loading(() => fillCluster(cluster, pools, scenario, admission))
  cacheImages(cluster, scenario)
  const upgrades = new NodeUpgrades(cluster, pools)
  const { maintenance } = scenario.churn
  if (maintenance !== undefined) new MaintenanceWaves(maintenance, { cluster, pools, upgrades })
  return { cluster, changes, kubectl, pools, upgrades }
}

/** What the cluster has before anybody does anything: storage classes, nodes, existing objects. */
function fillCluster(
  cluster: Cluster,
  pools: NodePools,
  scenario: Scenario,
  admission: Admission,
): void {
  const given = [...scenario.existing, ...scenario.manifests]
  const ownsNodes = given.some(({ kind }) => kind === 'Node')
  const ownsClasses = given.some(({ kind }) => kind === 'StorageClass')
  for (const object of storageClassObjects(scenario.cluster.storageClasses, ownsClasses)) {
    cluster.server.create(object, { by: 'user', why: '' })
  }
  if (scenario.cluster.nodes.length > 0) pools.create(scenario.cluster.nodes)
  else if (!ownsNodes) pools.create(defaultNodePools(given))
  const nodes = scenario.manifests
    .filter(({ kind }) => kind === 'Node')
    .map((node) => registeredNode(node, scenario.epoch, cluster.behaviours.release))
  loadExisting(cluster.server, [...scenario.existing, ...nodes], admission)
  pools.adopt()
}

/** The release that a scenario's version means; the format has checked that there is one. */
export function profileOf(scenario: Scenario): KubernetesProfile {
  return resolveKubernetesProfile(scenario.kubernetes) as KubernetesProfile
}

function makeCluster(scenario: Scenario, options: RunOptions, switches: Behaviours): Cluster {
  const seed = String(options.seed ?? scenario.seed)
  const { replication = 0, draws } = options
  const { profile, overrides } = latenciesOf(scenario, options, seed)
  return new Cluster({
    seed,
    replication,
    behaviours: switches,
    epoch: scenario.epoch,
    profile,
    latencies: overrides,
    images: Object.fromEntries(
      Object.entries(scenario.cluster.images).map(([name, { pullable, size, crashAfter }]) => [
        name,
        {
          isPullable: pullable,
          ...(size === undefined ? {} : { size }),
          ...(crashAfter === undefined ? {} : { crashAfter }),
        },
      ]),
    ),
    dependencies: nodeServicesOf(scenario),
    parallelImagePulls: parallelImagePulls(scenario.cluster.kubelet),
    maxContainerRestartPeriod: scenario.cluster.kubelet.maxContainerRestartPeriod,
    imageGarbage: imageGarbage(scenario.cluster.kubelet),
    names: pinnedNames(scenario.names),
    clientLimits: options.clientLimits ?? scenario.cluster.clientLimits ?? 'default',
    nodeOrder: options.nodeOrder ?? 'keyed',
    tieBreak: options.tieBreak ?? 'fifo',
    flags: controlPlaneFlags(scenario.cluster.controlPlane),
    draws,
  })
}

/** How long things take in this run: as stated, longer or shorter where that is asked for. */
function latenciesOf(scenario: Scenario, options: RunOptions, seed: string): Latencies {
  const { replication = 0, draws, inputUncertainty = 'off', scaledInputs = [] } = options
  const stated = statedLatencies(scenario)
  const latencies = scaleLatencies(stated, scaledInputs)
  if (inputUncertainty === 'off') return latencies
  return drawLatencies(latencies, new RandomStreams(seed, replication, draws))
}

/** How nodes remove images, if the room for them is known. */
function imageGarbage({
  imageStorage,
  imageGCHighThresholdPercent,
  imageGCLowThresholdPercent,
  imageMinimumGCAge,
}: ClusterSettings['kubelet']): ImageGarbageSettings | undefined {
  return imageStorage === undefined
    ? undefined
    : { imageStorage, imageGCHighThresholdPercent, imageGCLowThresholdPercent, imageMinimumGCAge }
}

/** How many images a node pulls at once. */
function parallelImagePulls(kubelet: ClusterSettings['kubelet']): number {
  const { serializeImagePulls, maxParallelImagePulls = Infinity } = kubelet
  return serializeImagePulls ? 1 : maxParallelImagePulls
}

function cacheImages(cluster: Cluster, scenario: Scenario): void {
  const cached = Object.entries(scenario.cluster.images).filter(([, image]) => image.cached)
  if (cached.length === 0) return
  for (const node of cluster.server.list('nodes').values()) {
    for (const [name] of cached) cluster.kubelets.putImage(node.metadata.name, name)
  }
}
