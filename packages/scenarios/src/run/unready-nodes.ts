import {
  type ApiServer,
  type ChangeListener,
  type Kubelets,
  type Node,
  type Pod,
  type StoredChange,
  nodeReadiness,
} from '@seatrial/core'
import type { WorkloadObject } from './workload-state.ts'

/** The nodes that are not ready, which are few, and the pods that lie on them. */
export class UnreadyNodes implements ChangeListener {
  readonly #kubelets: Kubelets
  readonly #names = new Set<string>()

  constructor(server: ApiServer, kubelets: Kubelets) {
    this.#kubelets = kubelets
    for (const node of server.list('nodes').values()) this.#judge(node)
    server.subscribe(this, ['nodes'])
  }

  /** The pods of a set on these nodes. */
  podsOf({ metadata: { uid } }: WorkloadObject): readonly Pod[] {
    return [...this.#names]
      .flatMap((name) => this.#kubelets.podsOn(name))
      .filter((pod) => pod.metadata.controller?.uid === uid)
  }

  changed({ type, object }: StoredChange): void {
    if (type === 'DELETED') this.#names.delete((object as Node).metadata.name)
    else this.#judge(object as Node)
  }

  #judge(node: Node): void {
    const { name } = node.metadata
    if (nodeReadiness(node) === 'True') this.#names.delete(name)
    else this.#names.add(name)
  }
}
