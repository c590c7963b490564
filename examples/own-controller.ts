import { type ApiRequest, type ApiResult, minutes } from '@seatrial/core'
import { ControllerLoop, type Progress, type Reconciler, Sync } from '@seatrial/controllers'
import { type Cluster, scenario, simulate } from '@seatrial/scenarios'

/** Deletes every pod of the default namespace that is not Ready five minutes after it was made. */
class StuckPodRemover implements Reconciler<RemoverSync> {
  readonly #cluster: Cluster
  readonly #client: ReturnType<Cluster['clientOf']>

  constructor(cluster: Cluster) {
    this.#cluster = cluster
    this.#client = cluster.clientOf('stuck-pod-remover')
    const { simulation, informers } = cluster
    const { queue } = new ControllerLoop({
      simulation,
      name: 'remover',
      workers: 1,
      reconciler: this,
    })
    informers.pods.addHandler({
      changed: ({ type, object }) => {
        if (type === 'ADDED' && 'identity' in object)
          queue.addAfter(object.identity.name, minutes(5))
      },
    })
  }

  begin(name: string): RemoverSync {
    return new RemoverSync(name)
  }

  advance(sync: RemoverSync): Progress {
    const pod = this.#cluster.server.get('pods', 'default', sync.key)
    if (sync.isSent || pod === undefined || pod.ready === 'True') return 'done'
    sync.isSent = true
    sync.outstanding += 1
    const target = {
      resource: 'pods',
      subresource: '',
      namespace: 'default',
      name: sync.key,
    } as const
    this.#client.send({ verb: 'delete', ...target, why: 'stuck for five minutes' }, sync)
    return 'waiting'
  }
}

class RemoverSync extends Sync {
  isSent = false

  protected record(_request: ApiRequest, _result: ApiResult): void {
    // Whatever the answer: the next pod of that name has its own five minutes.
  }
}

// A broken image is rolled out and taken back. OrderedReady does not heal by itself; with our controller it does.
const trial = scenario(`
kind: Scenario
spec:
  cluster: { images: { "web:broken": { pullable: false } } }
  manifests: [{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: web }, spec: { replicas: 3, serviceName: web,
    selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: "web:1" }] } } } }]
  timeline:
    - { when: { settled: all }, then: { setImage: { statefulset/web: "web:broken" } } }
    - { at: +2m, then: { setImage: { statefulset/web: "web:1" } } }
  until: { settled: all, atMost: 1h }
`)
for (const participants of [[], [(cluster: Cluster) => new StuckPodRemover(cluster)]]) {
  console.log(
    participants.length === 0 ? 'without:' : 'with:',
    simulate(trial, { participants }).outcome,
  )
}
