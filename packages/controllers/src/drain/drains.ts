import {
  Alarms,
  type ApiClient,
  type ApiServer,
  type ChangeListener,
  PHASES,
  Pod,
  type Simulation,
  type StoredChange,
} from '@seatrial/core'
import type { PodDirectory } from '../runtime/pod-directory.ts'
import { Drain, type DrainListener } from './drain.ts'
import type { DrainNotice } from './drain-notice.ts'
import type { DrainOptions } from './drain-options.ts'
import type { DrainWake, DrainWorld } from './drain-world.ts'
import type { PodDrain } from './pod-drain.ts'

export interface DrainsOptions {
  readonly simulation: Simulation
  readonly server: ApiServer
  /** The client of whoever drains; kubectl limits itself to no less than it needs. */
  readonly client: ApiClient
  /** Which pods are on a node. */
  readonly pods: PodDirectory
}

/** Drains nodes as `kubectl drain` does (SPEC.md), any number at a time. */
export class Drains implements ChangeListener, DrainListener {
  readonly #options: DrainsOptions
  readonly #world: DrainWorld
  readonly #listeners: DrainListener[] = []
  readonly #successors = new Map<Drain, Drain[]>()
  readonly #waiting = new Map<number, PodDrain[]>()
  readonly #drains: Drain[] = []

  constructor(options: DrainsOptions) {
    const { simulation, server, client } = options
    this.#options = options
    const wakes = new Alarms<DrainWake>(simulation, {
      name: 'DrainWakes',
      phase: PHASES.clusterTimer,
      ring: wake,
    })
    const waitFor = (podDrain: PodDrain): void => this.#waitFor(podDrain)
    this.#world = { simulation, server, client, wakes, waitFor }
    server.subscribe(this, ['pods'])
  }

  /** All drains so far, in the order in which they were asked for. */
  get drains(): readonly Drain[] {
    return this.#drains
  }

  listen(listener: DrainListener): void {
    this.#listeners.push(listener)
  }

  /**
   * Drains a node that has been cordoned. With `after` it begins when that drain has ended, however it
   * ended: a command with several nodes takes one after the other.
   */
  start(options: DrainOptions, after?: Drain): Drain {
    const drain = new Drain(options, this.#world, this)
    this.#drains.push(drain)
    if (after === undefined || after.outcome !== undefined) this.#begin(drain)
    else this.#successors.set(after, [...(this.#successors.get(after) ?? []), drain])
    return drain
  }

  said(drain: Drain, notice: DrainNotice): void {
    for (const listener of this.#listeners) listener.said(drain, notice)
    if (notice.type !== 'ended') return
    const successors = this.#successors.get(drain) ?? []
    this.#successors.delete(drain)
    for (const successor of successors) this.#begin(successor)
  }

  changed({ type, object }: StoredChange): void {
    if (type !== 'DELETED' || this.#waiting.size === 0) return
    const { number } = (object as Pod).identity
    const waiting = this.#waiting.get(number)
    if (waiting === undefined) return
    this.#waiting.delete(number)
    for (const podDrain of waiting) podDrain.podIsGone()
  }

  #begin(drain: Drain): void {
    const { server, pods } = this.#options
    const present: Pod[] = []
    for (const { identity } of pods.onNode(drain.options.nodeName)) {
      const pod = server.podByNumber(identity.number)
      if (pod !== undefined) present.push(pod)
    }
    drain.start(present, ({ identity, metadata }) => {
      const name = metadata.controller?.name ?? ''
      return server.get('daemonsets', identity.namespace, name) !== undefined
    })
  }

  #waitFor(podDrain: PodDrain): void {
    const { number } = podDrain.pod.identity
    this.#waiting.set(number, [...(this.#waiting.get(number) ?? []), podDrain])
  }
}

function wake({ type, podDrain }: DrainWake): void {
  switch (type) {
    case 'retry':
      podDrain.retry()
      break
    case 'repeat':
      podDrain.repeat()
      break
    case 'gone':
      podDrain.seenGone()
      break
    case 'overdue':
      podDrain.passOver()
      break
    case 'expire':
      podDrain.expire()
      break
  }
}
