import {
  type Alarm,
  Alarms,
  DEFAULT_TOLERATION_SECONDS,
  type Node,
  PHASES,
  type Pod,
  type SimTime,
  type StoredChange,
  type Taint,
  isSameJson,
  milliseconds,
  seconds,
} from '@seatrial/core'
import type { ControllerEnvironment } from '../runtime/controller-environment.ts'
import type { PodDirectory } from '../runtime/pod-directory.ts'
import { judgePod } from './judge-pod.ts'
import { PodEviction, type PodEvictionListener } from './pod-eviction.ts'
import { PodTolerations } from './pod-tolerations.ts'

export interface TaintEvictionOptions extends Omit<ControllerEnvironment, 'workers'> {
  /** The pods of the same informer, by node. */
  readonly pods: PodDirectory
  /** The patience with lost nodes that admission gives a pod; 300 by default, `none` without admission. */
  readonly defaultTolerationSeconds?: number | 'none'
}

/** What is known of a pod that a taint concerns. */
type Eviction =
  | { readonly type: 'planned'; readonly since: SimTime; readonly alarm: Alarm }
  /** The pod has been deleted; not again until it is gone or its taints change their mind. */
  | { readonly type: 'done' }

const DONE: Eviction = { type: 'done' }
const TRIES_MAX = 5
const RETRY_PAUSE = milliseconds(10)

/**
 * Deletes pods that do not tolerate the NoExecute taints of their node, at once or when their patience
 * is over (SPEC.md). It remembers tainted nodes and planned evictions only: an untainted node's pods
 * cost nothing.
 */
export class TaintEvictionController implements PodEvictionListener {
  readonly #options: TaintEvictionOptions
  readonly #tolerations: PodTolerations
  readonly #taints = new Map<string, readonly Taint[]>()
  readonly #evictions = new Map<number, Eviction>()
  readonly #expiries: Alarms<Pod>
  readonly #retries: Alarms<PodEviction>

  constructor(options: TaintEvictionOptions) {
    const { simulation, informers, defaultTolerationSeconds = DEFAULT_TOLERATION_SECONDS } = options
    this.#options = options
    this.#tolerations = new PodTolerations(
      defaultTolerationSeconds === 'none' ? undefined : defaultTolerationSeconds,
    )
    this.#expiries = new Alarms(simulation, {
      name: 'TolerationExpired',
      phase: PHASES.clusterTimer,
      ring: (pod) => this.#expire(pod),
    })
    this.#retries = new Alarms(simulation, {
      name: 'TaintEvictionRetry',
      phase: PHASES.clusterTimer,
      ring: (eviction) => eviction.start(),
    })
    informers.nodes.addHandler({ changed: (change) => this.#nodeChanged(change) })
    informers.pods.addHandler({ changed: (change) => this.#podChanged(change) })
  }

  /** How many pods wait for the end of their patience. */
  get plannedCount(): number {
    let count = 0
    for (const { type } of this.#evictions.values()) if (type === 'planned') count++
    return count
  }

  /** The controller does nothing more, whatever it had planned. */
  stop(): void {
    this.#expiries.clear()
    this.#retries.clear()
  }

  evictionEnded(eviction: PodEviction, isDone: boolean): void {
    const { number } = eviction.pod.identity
    if (isDone || this.#evictions.get(number) !== DONE) return
    if (++eviction.failureCount === TRIES_MAX) {
      this.#evictions.delete(number)
      return
    }
    const { simulation } = this.#options
    this.#retries.setAt((simulation.now + RETRY_PAUSE) as SimTime, eviction)
  }

  #nodeChanged({ type, object, previous }: StoredChange): void {
    const node = object as Node
    const { name } = node.metadata
    if (type === 'DELETED') {
      this.#taints.delete(name)
      return
    }
    const taints = noExecuteTaints(node)
    if (previous !== undefined && isSameJson(noExecuteTaints(previous as Node), taints)) return
    if (taints.length === 0) this.#taints.delete(name)
    else this.#taints.set(name, taints)
    for (const pod of this.#options.pods.onNode(name)) this.#judge(pod, taints)
  }

  #podChanged({ type, object, previous }: StoredChange): void {
    const pod = object as Pod
    if (type === 'DELETED') {
      if (this.#evictions.size > 0) this.#cancel(pod)
      return
    }
    if (this.#taints.size === 0 || pod.nodeName === '') return
    const taints = this.#taints.get(pod.nodeName)
    if (taints === undefined || this.#isSame(pod, previous as Pod | undefined)) return
    this.#judge(pod, taints)
  }

  #isSame(pod: Pod, previous: Pod | undefined): boolean {
    if (previous === undefined || previous.nodeName !== pod.nodeName) return false
    if (previous.specification === pod.specification) return true
    return isSameJson(this.#tolerations.of(previous), this.#tolerations.of(pod))
  }

  #judge(pod: Pod, taints: readonly Taint[]): void {
    const { behaviours, simulation } = this.#options
    const stay = judgePod(taints, this.#tolerations.of(pod), behaviours.tolerationComparison)
    switch (stay.type) {
      case 'forever':
        this.#cancel(pod)
        return
      case 'not-at-all':
        this.#cancel(pod)
        this.#expire(pod)
        return
      case 'for':
        this.#plan(pod, (simulation.now + seconds(stay.seconds)) as SimTime)
    }
  }

  /** A running timer stays as it is, unless it was started at this very instant. */
  #plan(pod: Pod, time: SimTime): void {
    const { number } = pod.identity
    const { now } = this.#options.simulation
    const eviction = this.#evictions.get(number)
    if (eviction !== undefined) {
      if (eviction.type === 'done' || eviction.since < now) return
      this.#cancel(pod)
    }
    if (time === now) {
      this.#expire(pod)
      return
    }
    const alarm = this.#expiries.setAt(time, pod)
    this.#evictions.set(number, { type: 'planned', since: now, alarm })
  }

  #cancel(pod: Pod): void {
    const eviction = this.#evictions.get(pod.identity.number)
    if (eviction === undefined) return
    this.#evictions.delete(pod.identity.number)
    if (eviction.type !== 'planned') return
    this.#expiries.cancel(eviction.alarm)
    this.#record(pod, `Cancelling deletion of Pod ${podKey(pod)}`)
  }

  #expire(pod: Pod): void {
    this.#evictions.set(pod.identity.number, DONE)
    this.#record(pod, `Marking for deletion Pod ${podKey(pod)}`)
    new PodEviction(pod, this.#options.client, this).start()
  }

  /** These Events carry no uid: for the correlator they are about whatever pod has the name. */
  #record(pod: Pod, message: string): void {
    const { namespace, name } = pod.identity
    this.#options.recorder.record({
      about: { kind: 'Pod', namespace, name, uid: podKey(pod) },
      type: 'Normal',
      reason: 'TaintManagerEviction',
      message,
    })
  }
}

function noExecuteTaints(node: Node): readonly Taint[] {
  return node.spec.taints.filter(({ effect }) => effect === 'NoExecute')
}

function podKey({ identity }: Pod): string {
  return `${identity.namespace}/${identity.name}`
}
