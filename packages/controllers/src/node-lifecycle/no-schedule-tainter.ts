import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  type Informer,
  type Node,
  type Simulation,
  type StoredChange,
} from '@seatrial/core'
import { ControllerLoop, type Progress, Sync } from '../runtime/controller-loop.ts'
import { planNoScheduleTaints } from './node-taints.ts'
import { TaintChange, type TaintChangeListener } from './taint-change.ts'

/** How many nodes are tainted at once. */
const WORKERS = 8

/**
 * Keeps the NoSchedule taints of nodes true to their conditions and their cordon: at once with every
 * change of a node, without any limit but the client's (spec B2).
 */
export class NoScheduleTainter {
  readonly loop: ControllerLoop<NodeTaintSync>
  readonly #nodes: Informer<'nodes'>
  readonly #client: ApiClient

  constructor(simulation: Simulation, client: ApiClient, nodes: Informer<'nodes'>) {
    this.#client = client
    this.#nodes = nodes
    this.loop = new ControllerLoop({
      simulation,
      name: 'node-taints',
      workers: WORKERS,
      reconciler: {
        begin: (nodeName) => new NodeTaintSync(nodeName),
        advance: (sync) => this.#advance(sync),
      },
    })
    nodes.addHandler({ changed: (change) => this.#nodeChanged(change) })
  }

  #nodeChanged({ type, object }: StoredChange): void {
    if (type === 'DELETED') return
    const { add, remove } = planNoScheduleTaints(object as Node)
    if (add.length + remove.length > 0) this.loop.queue.add((object as Node).metadata.name)
  }

  #advance(sync: NodeTaintSync): Progress {
    if (sync.outcome !== undefined) return sync.outcome
    const node = this.#nodes.get('', sync.key)
    if (node === undefined) return 'done'
    sync.outstanding++
    new TaintChange(sync.key, planNoScheduleTaints(node), {
      client: this.#client,
      listener: sync,
      why: 'the conditions of the node',
    }).start()
    return 'waiting'
  }
}

/** One pass over the taints of one node. */
class NodeTaintSync extends Sync implements TaintChangeListener {
  outcome: 'done' | 'failed' | undefined

  taintsChanged(_change: TaintChange, isDone: boolean): void {
    this.outcome = isDone ? 'done' : 'failed'
    this.continueWhenComplete()
  }

  protected override record(_request: ApiRequest, _result: ApiResult): void {
    // The change of taints receives the answers.
  }
}
