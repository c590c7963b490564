import {
  type ChangeListener,
  type Distribution,
  Informer,
  type Resource,
  WatchLatency,
  compileSampler,
  entityKey,
  uniform,
} from '@seatrial/core'
import { BackgroundLoad } from '@seatrial/controllers'
import type { Cluster } from './cluster.ts'

/** Which watcher the views of the background load are, to chance. */
const WATCHER = 3

/**
 * Gives the Deployments and Jobs of a cluster their pods, from the first of them on that is stored: a
 * cluster that has none keeps no view for them.
 */
export class BackgroundLoadStarter implements ChangeListener {
  readonly #cluster: Cluster
  readonly #jobDuration: Distribution
  #hasStarted = false

  constructor(cluster: Cluster, jobDuration: Distribution) {
    this.#cluster = cluster
    this.#jobDuration = jobDuration
    cluster.server.subscribe(this, ['deployments', 'jobs'])
  }

  changed(): void {
    if (this.#hasStarted) return
    this.#hasStarted = true
    const { simulation, streams } = this.#cluster
    const informers = {
      pods: this.#informerOf('pods'),
      deployments: this.#informerOf('deployments'),
      jobs: this.#informerOf('jobs'),
    }
    const runTimes = compileSampler(this.#jobDuration)
    const purpose = streams.purpose('job/runTime')
    new BackgroundLoad({
      simulation,
      client: this.#cluster.clientOf('background-load'),
      informers,
      runTime: (job, count) => runTimes.sample(uniform(purpose, entityKey(job), count)),
    })
    for (const informer of Object.values(informers)) informer.list()
  }

  #informerOf<R extends Resource>(resource: R): Informer<R> {
    const { simulation, server, latencies } = this.#cluster
    const delay = new WatchLatency(latencies.cluster, WATCHER)
    return new Informer({ simulation, server, resource, delay, keepsObjects: false })
  }
}
