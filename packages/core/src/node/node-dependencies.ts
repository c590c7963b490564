import type { DaemonSet } from '../api/daemon-set.ts'
import { type NodeSelector, compileNodeSelector } from '../api/node-selector.ts'
import { type JsonObject, jsonAt } from '../api/json.ts'
import { Pod } from '../api/pod.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { ChangeListener, StoredChange } from '../store/stored-change.ts'

/** What pods of a DaemonSet can do for all others on their node: give them a network, or mount their volumes. */
export type NodeService = 'network' | 'storage'

/** A DaemonSet without whose pod no other pod of a node starts. */
export interface NodeDependency {
  /** The name of the DaemonSet. */
  readonly daemonSet: string
  readonly provides: NodeService
}

/** Told of each pod that waited on a node where a provider has become ready. */
export type Provided = (podNumber: number) => void

/**
 * The DaemonSets that nodes depend on, and where their pods are ready. A pod that comes while a provider
 * that belongs on its node is not ready there waits in a line, and is told when it may try again.
 *
 * Where no dependency is declared, none of this costs anything.
 */
export class NodeDependencies implements ChangeListener {
  readonly #server: ApiServer
  readonly #provided: Provided
  readonly #providers: ReadonlyMap<string, Provider>
  readonly #services: ReadonlySet<NodeService>
  /** The numbers of the pods that wait, by node. */
  readonly #waiting = new Map<string, number[]>()

  constructor(server: ApiServer, declared: readonly NodeDependency[], provided: Provided) {
    this.#server = server
    this.#provided = provided
    this.#providers = new Map(declared.map((one) => [one.daemonSet, new Provider(one)]))
    this.#services = new Set(declared.map(({ provides }) => provides))
    if (declared.length > 0) server.subscribe(this, ['pods', 'daemonsets'])
  }

  /** True when anybody provides it, so that a pod may have to wait for it. */
  has(service: NodeService): boolean {
    return this.#services.has(service)
  }

  /** Who provides it and is not ready on the pod's node; undefined when nothing is missing. */
  missing(pod: Pod, service: NodeService): MissingProvider | undefined {
    if (!this.has(service) || this.#providerOf(pod)?.provides === service) return undefined
    for (const provider of this.#providers.values()) {
      if (provider.provides !== service || provider.isReadyOn(pod.nodeName)) continue
      if (!this.#belongsOn(provider, pod.nodeName)) continue
      return { daemonSet: provider.name, wasReady: provider.wasReadyOn(pod.nodeName) }
    }
    return undefined
  }

  /** The pod waits until a provider becomes ready on its node. */
  queue({ identity, nodeName }: Pod): void {
    const line = this.#waiting.get(nodeName)
    if (line === undefined) this.#waiting.set(nodeName, [identity.number])
    else line.push(identity.number)
  }

  changed({ type, object, previous }: StoredChange): void {
    if (object instanceof Pod) this.#podChanged(object, previous as Pod | undefined, type)
    else this.#setChanged(object as DaemonSet, type === 'DELETED')
  }

  #podChanged(pod: Pod, previous: Pod | undefined, type: StoredChange['type']): void {
    const provider = this.#providerOf(pod)
    if (provider === undefined) return
    const was = previous?.ready === 'True'
    const is = type !== 'DELETED' && pod.ready === 'True'
    if (was === is) return
    provider.count(pod.nodeName, is ? 1 : -1)
    if (is) this.#release(pod.nodeName)
  }

  #setChanged(set: DaemonSet, isGone: boolean): void {
    const provider = this.#providers.get(set.metadata.name)
    if (provider === undefined) return
    provider.selector = isGone ? undefined : selectorOf(set)
    if (!isGone) return
    // Whoever lacks something else as well joins the line again.
    const nodeNames = [...this.#waiting.keys()]
    for (const nodeName of nodeNames) this.#release(nodeName)
  }

  #release(nodeName: string): void {
    const line = this.#waiting.get(nodeName)
    if (line === undefined) return
    this.#waiting.delete(nodeName)
    for (const podNumber of line) this.#provided(podNumber)
  }

  #providerOf({ metadata }: Pod): Provider | undefined {
    const { controller } = metadata
    return controller?.kind === 'DaemonSet' ? this.#providers.get(controller.name) : undefined
  }

  #belongsOn({ selector }: Provider, nodeName: string): boolean {
    const node = this.#server.get('nodes', '', nodeName)
    if (selector === undefined || node === undefined) return false
    return selector.matches(nodeName, node.metadata.labels)
  }
}

/** A provider that is not ready on a node. */
export interface MissingProvider {
  readonly daemonSet: string
  /** It has been ready there before, and will be again. */
  readonly wasReady: boolean
}

/** One of the DaemonSets and the nodes on which its pods are ready. */
class Provider {
  readonly name: string
  readonly provides: NodeService
  /** The nodes it is for; undefined while there is no such set. */
  selector: NodeSelector | undefined
  /** How many of its pods are ready, by node; an entry stays when none is any more. */
  readonly #ready = new Map<string, number>()

  constructor({ daemonSet, provides }: NodeDependency) {
    this.name = daemonSet
    this.provides = provides
  }

  count(nodeName: string, change: 1 | -1): void {
    this.#ready.set(nodeName, (this.#ready.get(nodeName) ?? 0) + change)
  }

  isReadyOn(nodeName: string): boolean {
    return (this.#ready.get(nodeName) ?? 0) > 0
  }

  wasReadyOn(nodeName: string): boolean {
    return this.#ready.has(nodeName)
  }
}

function selectorOf({ spec }: DaemonSet): NodeSelector {
  return compileNodeSelector((jsonAt(spec.template, 'spec') ?? {}) as JsonObject)
}
