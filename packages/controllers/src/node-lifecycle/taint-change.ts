import type { ApiClient, ApiRequest, ApiResult, Node, Requester, Taint } from '@seatrial/core'
import { hasTaint, isSameTaint, type TaintPlan } from './node-taints.ts'

/** Whoever wants to know how a change of taints went. */
export interface TaintChangeListener {
  taintsChanged(change: TaintChange, isDone: boolean): void
}

/**
 * Puts taints on a node, then takes others off, so that a node whose taints are swapped is never without
 * one: for each step a read and, if there is something to do, a write that minds the version.
 */
export class TaintChange implements Requester {
  readonly nodeName: string
  readonly #plan: TaintPlan
  readonly #client: ApiClient
  readonly #listener: TaintChangeListener
  readonly #why: string
  #step: 'add' | 'remove' = 'add'

  constructor(
    nodeName: string,
    plan: TaintPlan,
    options: {
      readonly client: ApiClient
      readonly listener: TaintChangeListener
      readonly why: string
    },
  ) {
    this.nodeName = nodeName
    this.#plan = plan
    this.#client = options.client
    this.#listener = options.listener
    this.#why = options.why
  }

  start(): void {
    if (this.#plan.add.length > 0) this.#read()
    else this.#remove()
  }

  answered(request: ApiRequest, result: ApiResult): void {
    if (result.type === 'refused') this.#listener.taintsChanged(this, false)
    else if (request.verb === 'get') this.#write(result.object as Node)
    else this.#next()
  }

  #next(): void {
    if (this.#step === 'add') this.#remove()
    else this.#listener.taintsChanged(this, true)
  }

  #remove(): void {
    this.#step = 'remove'
    if (this.#plan.remove.length > 0) this.#read()
    else this.#listener.taintsChanged(this, true)
  }

  #read(): void {
    this.#client.send({ verb: 'get', resource: 'nodes', subresource: '', ...this.#target() }, this)
  }

  #write(node: Node): void {
    const taints = this.#step === 'add' ? this.#withAdded(node) : this.#withoutRemoved(node)
    if (taints.length === node.spec.taints.length) {
      this.#next()
      return
    }
    const object: Node = { ...node, spec: { ...node.spec, taints } }
    this.#client.send(
      { verb: 'update', resource: 'nodes', subresource: '', ...this.#target(), object },
      this,
    )
  }

  #withAdded(node: Node): readonly Taint[] {
    return [...node.spec.taints, ...this.#plan.add.filter((taint) => !hasTaint(node, taint))]
  }

  #withoutRemoved({ spec }: Node): readonly Taint[] {
    return spec.taints.filter((taint) => !this.#plan.remove.some((old) => isSameTaint(old, taint)))
  }

  #target(): { readonly namespace: string; readonly name: string; readonly why: string } {
    return { namespace: '', name: this.nodeName, why: this.#why }
  }
}
