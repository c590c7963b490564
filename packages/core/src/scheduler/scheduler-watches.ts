import type { Node } from '../api/node.ts'
import type { PersistentVolumeClaim } from '../api/persistent-volume.ts'
import type { Pod } from '../api/pod.ts'
import type { Simulation } from '../kernel/simulation.ts'
import { WatchLatency } from '../profiles/api-latency.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import type { ApiServer } from '../store/api-server.ts'
import { Informer, type WatchSelector } from '../store/informer.ts'
import { type PodNews, newsOf } from './pod-news.ts'

/** Told of everything that matters to a scheduler, some watch delay after it was stored. */
export interface SchedulerEvents {
  /** True for a binding that the scheduler has made itself: it has counted it long before. */
  isOwnBinding(pod: Pod): boolean
  podChanged(pod: Pod, news: PodNews): void
  nodeChanged(node: Node): void
  nodeDeleted(node: Node): void
  claimChanged(claim: PersistentVolumeClaim): void
  volumesChanged(): void
}

/** Tells this participant's watches from those of others. */
const WATCHER = 2

/** The scheduler's views of the store. */
export class SchedulerWatches {
  readonly claims: Informer<'persistentvolumeclaims'>
  readonly volumes: Informer<'persistentvolumes'>

  constructor(
    options: {
      readonly simulation: Simulation
      readonly server: ApiServer
      readonly latencies: LatencyModel
    },
    events: SchedulerEvents,
  ) {
    const { simulation, server, latencies } = options
    const delay = new WatchLatency(latencies.cluster, WATCHER)
    const watch = { simulation, server, delay, keepsObjects: true }
    const unkept = { ...watch, keepsObjects: false }
    this.claims = new Informer({ ...watch, resource: 'persistentvolumeclaims' })
    this.volumes = new Informer({ ...watch, resource: 'persistentvolumes' })
    const classes = new Informer({ ...unkept, resource: 'storageclasses' })
    const nodes = new Informer({ ...unkept, resource: 'nodes' })
    const pods = new Informer({ ...unkept, resource: 'pods', selector: podSelector(events) })
    const volumesChanged = { changed: () => events.volumesChanged() }
    this.volumes.addHandler(volumesChanged)
    classes.addHandler(volumesChanged)
    this.claims.addHandler({
      changed: ({ object }) => events.claimChanged(object as PersistentVolumeClaim),
    })
    nodes.addHandler({
      changed: ({ type, object }) => {
        if (type === 'DELETED') events.nodeDeleted(object as Node)
        else events.nodeChanged(object as Node)
      },
    })
    pods.addHandler({
      changed: (change) => {
        const news = newsOf(change)
        if (news !== undefined) events.podChanged(change.object as Pod, news)
      },
    })
  }

  /** Takes in the claims and volumes that are in the store already. */
  fill(server: ApiServer): void {
    for (const claim of server.list('persistentvolumeclaims').values()) this.claims.fill(claim)
    for (const volume of server.list('persistentvolumes').values()) this.volumes.fill(volume)
  }
}

function podSelector(events: SchedulerEvents): WatchSelector {
  return {
    selects: (change) => {
      const news = newsOf(change)
      if (news === undefined) return false
      const isBinding = news === 'placed' && change.type === 'MODIFIED'
      return !isBinding || !events.isOwnBinding(change.object as Pod)
    },
  }
}
