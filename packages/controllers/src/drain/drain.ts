import { type Pod, type PodIdentity, type SimTime, compareText } from '@seatrial/core'
import type { DrainNotice } from './drain-notice.ts'
import type { DrainOptions } from './drain-options.ts'
import type { DrainWorld } from './drain-world.ts'
import { type DaemonSetLookup, filterPods } from './filter-pods.ts'
import { PodDrain, type PodDrainListener } from './pod-drain.ts'

/** How the drain of a node ended. */
export type DrainOutcome =
  | { readonly type: 'drained' }
  /** Some pods must not be drained as asked for, so that none was touched. */
  | { readonly type: 'refused'; readonly errors: readonly string[] }
  /** Some pods could not be taken away. */
  | { readonly type: 'failed'; readonly errors: readonly string[] }

/** Whoever wants to hear from a drain. */
export interface DrainListener {
  said(drain: Drain, notice: DrainNotice): void
}

/** The drain of one node, from its start to its outcome. The node has been cordoned before. */
export class Drain implements PodDrainListener {
  readonly options: DrainOptions
  readonly #world: DrainWorld
  readonly #listener: DrainListener
  readonly #errors = new Set<string>()
  #pods: readonly PodDrain[] = []
  #pendingCount = 0
  #outcome: DrainOutcome | undefined

  constructor(options: DrainOptions, world: DrainWorld, listener: DrainListener) {
    this.options = options
    this.#world = world
    this.#listener = listener
  }

  /** Undefined while the drain goes on. */
  get outcome(): DrainOutcome | undefined {
    return this.#outcome
  }

  /** The pods whose budget does not let them go. */
  get refusedPods(): readonly Pod[] {
    return this.#pods.filter(({ state }) => state === 'refused').map(({ pod }) => pod)
  }

  /** Takes away the pods that are on the node now; later ones are not noticed. */
  start(pods: readonly Pod[], hasDaemonSet: DaemonSetLookup): void {
    const { now } = this.#world.simulation
    const filtered = filterPods(pods, this.options, hasDaemonSet, now)
    if (filtered.errors.length > 0) {
      this.#end({ type: 'refused', errors: filtered.errors })
      return
    }
    if (filtered.warnings.length > 0) {
      this.said({ type: 'warning', text: filtered.warnings.join('; ') })
    }
    if (this.options.dryRun === 'client') {
      for (const { identity } of filtered.pods) this.#saysEvicting(identity)
      this.#end({ type: 'drained' })
      return
    }
    const deadline = (now + (this.options.timeout ?? Infinity)) as SimTime
    const surroundings = { world: this.#world, listener: this, deadline }
    this.#pods = filtered.pods.map((pod) => new PodDrain(pod, this.options, surroundings))
    this.#pendingCount = this.#pods.length
    if (this.#pendingCount === 0) this.#end({ type: 'drained' })
    for (const podDrain of this.#pods) podDrain.start()
  }

  said(notice: DrainNotice): void {
    this.#listener.said(this, notice)
  }

  podEnded(error: string | undefined): void {
    if (error !== undefined) this.#errors.add(error)
    this.#pendingCount--
    if (this.#pendingCount > 0) return
    if (this.#errors.size === 0) this.#end({ type: 'drained' })
    else this.#giveUp([...this.#errors])
  }

  #saysEvicting({ namespace, name }: PodIdentity): void {
    this.said({ type: 'evicting', namespace, podName: name })
  }

  #giveUp(errors: readonly string[]): void {
    const { server } = this.#world
    const podNames = this.#pods
      .filter(({ pod }) => server.podByNumber(pod.identity.number) !== undefined)
      .map(({ pod }) => pod.identity.name)
      .toSorted(compareText)
    this.said({ type: 'left-over', nodeName: this.options.nodeName, podNames, errors })
    this.#end({ type: 'failed', errors })
  }

  #end(outcome: DrainOutcome): void {
    this.#outcome = outcome
    this.said({ type: 'ended', nodeName: this.options.nodeName, outcome })
  }
}
