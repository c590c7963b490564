import {
  type ApiRequest,
  type ApiResult,
  type ConditionStatus,
  type Node,
  type Requester,
  isRefusedFor,
  nodeReadiness,
} from '@seatrial/core'
import type { CheckContext } from './check-context.ts'
import { noExecuteTaintFor, hasTaint, noExecuteTaintsOf } from './node-taints.ts'
import { PodMarking } from './pod-marking.ts'
import { conditionsOfSilentNode } from './silent-node.ts'
import type { TaintChange, TaintChangeListener } from './taint-change.ts'
import type { WatchedNode } from './watched-node.ts'

const TRIES_MAX = 5

/**
 * One node's part of a pass: is it silent, then its conditions become Unknown; which NoExecute taint is it
 * to have; must its pods be told that they are not ready.
 */
export class NodeCheck implements Requester, TaintChangeListener {
  readonly watched: WatchedNode
  /** Something was refused, so that the next pass must look again. */
  hasFailed = false
  readonly #context: CheckContext
  #tries = 0
  /** The node's readiness as this pass found it, before its own write. */
  #observed: ConditionStatus = ''
  #node: Node | undefined

  constructor(watched: WatchedNode, context: CheckContext) {
    this.watched = watched
    this.#context = context
  }

  /** The newest version of the node that the check has come by; undefined when it is gone. */
  get node(): Node | undefined {
    return this.#node
  }

  start(): void {
    const node = this.#context.nodes.get('', this.watched.name)
    if (node === undefined) this.#context.checkEnded(this)
    else this.#judge(node)
  }

  /** The pause after a conflict is over. */
  retry(): void {
    this.#context.client.send(
      { verb: 'get', resource: 'nodes', subresource: '', ...this.#target() },
      this,
    )
  }

  answered(request: ApiRequest, result: ApiResult): void {
    if (result.type === 'done') {
      if (request.verb === 'get') this.#judge(result.object as Node)
      else this.#classify(result.object as Node)
    } else if (isRefusedFor(result, 'Conflict') && ++this.#tries < TRIES_MAX) {
      this.#context.retryLater(this)
    } else {
      this.hasFailed = true
      this.#context.checkEnded(this)
    }
  }

  taintsChanged(_change: TaintChange, isDone: boolean): void {
    if (!isDone) this.hasFailed = true
    this.#markPods()
  }

  /** A node that never said whether it is ready is observed as Unknown. */
  #judge(node: Node): void {
    this.#observed = nodeReadiness(node) || 'Unknown'
    const conditions = this.#context.isSilent(this.watched, node)
      ? conditionsOfSilentNode(node, this.#context.now)
      : node.status.conditions
    if (conditions === node.status.conditions) {
      this.#classify(node)
      return
    }
    const object: Node = { ...node, status: { ...node.status, conditions } }
    this.#context.client.send(
      { verb: 'update', resource: 'nodes', subresource: 'status', ...this.#target(), object },
      this,
    )
  }

  #classify(node: Node): void {
    this.#node = node
    this.#context.place(this.watched, node)
    const readiness = nodeReadiness(node)
    if (readiness === '') this.#context.checkEnded(this)
    else this.#decideTaints(node, this.#context.noExecuteSamePass ? readiness : this.#observed)
  }

  #decideTaints(node: Node, readiness: ConditionStatus): void {
    const { tainter } = this.#context
    const zone = this.watched.place?.zone
    const taints = noExecuteTaintFor(readiness)
    if (taints === undefined) {
      zone?.queue.remove(this.watched.name)
      if (noExecuteTaintsOf(node).length > 0) tainter.clear(node, this)
      else this.#markPods()
    } else if (hasTaint(node, taints.opposite)) {
      tainter.swap(node, this)
    } else {
      if (zone !== undefined) tainter.queue(zone, this.watched.name)
      this.#markPods()
    }
  }

  #markPods(): void {
    const { watched } = this
    const node = this.#node
    const wasReady = this.#observed === 'True'
    const isLost = node !== undefined && nodeReadiness(node) !== 'True'
    if (!isLost || !(wasReady || watched.hasUnmarkedPods)) {
      watched.hasUnmarkedPods = false
      this.#context.checkEnded(this)
      return
    }
    const { client, recorder, events, pods } = this.#context
    if (wasReady) events.notReady(node)
    const ended = (isComplete: boolean): void => {
      watched.hasUnmarkedPods = !isComplete
      this.#context.checkEnded(this)
    }
    new PodMarking(pods.onNode(watched.name), { client, recorder, ended }).start()
  }

  #target(): { readonly namespace: string; readonly name: string; readonly why: string } {
    return { namespace: '', name: this.watched.name, why: 'the node is silent' }
  }
}
