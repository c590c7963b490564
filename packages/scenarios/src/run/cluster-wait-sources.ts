import { WatchLatency } from '@seatrial/core'
import type { WaitSources } from '../results/waits/wait-sources.ts'
import type { Cluster } from './cluster.ts'
import { CONTROLLERS_WATCHER } from './controller-process.ts'

/** Asks the participants of a cluster for what made pods wait. */
export function clusterWaitSources(cluster: Cluster): WaitSources {
  const { requests, attachedVolumes, kubelets } = cluster
  const watch = new WatchLatency(cluster.latencies.cluster, CONTROLLERS_WATCHER)
  return {
    executing: () => requests.executing,
    lagOf: (change) => watch.delayOf(change),
    volumeWaitsOf: (podNumber) => attachedVolumes.waitsOf(podNumber),
    startWaitsOf: (podNumber) => kubelets.startWaitsOf(podNumber),
  }
}
