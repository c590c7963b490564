import { isTerminal } from '../api/pod-predicates.ts'
import type { Pod } from '../api/pod.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import { Incarnations } from './incarnations.ts'
import type { NodeSlot, NodeSlots } from './node-slots.ts'
import { PodLedger } from './pod-ledger.ts'
import { TraitsTable } from './pod-traits.ts'
import { PodWorker } from './pod-worker.ts'

/**
 * The pods of all kubelets by pod number. Only a pod in motion has a worker: one that starts, ends, or has
 * something before it. A pod that has settled keeps a few numbers in the ledger, and gets a worker again
 * when something happens to it. Workers go from pod to pod: no life of a pod leaves garbage behind.
 */
export class PodWorkers {
  readonly #slots: NodeSlots
  readonly #traits: TraitsTable
  readonly #ledger = new PodLedger()
  readonly #incarnations = new Incarnations()
  /** By pod number. */
  readonly #inMotion: (PodWorker | undefined)[] = []
  readonly #idle: PodWorker[] = []

  constructor(slots: NodeSlots, latencies: LatencyModel) {
    this.#slots = slots
    this.#traits = new TraitsTable(latencies)
  }

  /** The worker of a pod in motion. */
  get(podNumber: number): PodWorker | undefined {
    return this.#inMotion[podNumber]
  }

  /** A worker for a pod that has come to its node. */
  add(pod: Pod): PodWorker {
    const { number } = pod.identity
    const node = this.#slots.of(pod.nodeName)
    const entity = this.#incarnations.keyOf(pod, node)
    this.#ledger.enter(number, node, entity, this.#traits.of(pod).number)
    return this.#take(number, node)
  }

  /** The worker of a pod, whether it had settled or not; undefined for a pod that came to no kubelet. */
  wake(pod: Pod): PodWorker | undefined {
    const { number } = pod.identity
    const worker = this.#inMotion[number]
    if (worker !== undefined || !this.#ledger.has(number)) return worker
    const woken = this.#take(number, this.#slots.of(pod.nodeName))
    woken.phase = isTerminal(pod) ? 'terminated' : 'running'
    woken.initDone = woken.facts.init.length
    woken.writeAttempt = this.#ledger.writesOf(number)
    woken.pullAttempt = this.#ledger.pullsOf(number)
    return woken
  }

  /** Nothing is before the pod: takes its worker away, unless it has a history to remember. */
  settle(worker: PodWorker): void {
    if (worker.hasHistory) return
    this.#ledger.keepAttempts(worker.podNumber, worker.writeAttempt, worker.pullAttempt)
    this.#dismiss(worker)
  }

  /** The pod's object is gone; false when it had come to no kubelet. */
  delete(pod: Pod): boolean {
    const { number } = pod.identity
    if (!this.#ledger.has(number)) return false
    this.#ledger.strike(number)
    const worker = this.#inMotion[number]
    if (worker !== undefined) this.#dismiss(worker)
    return true
  }

  /** The numbers of the pods on a node, newest first. */
  onNode(node: NodeSlot): readonly number[] {
    return this.#ledger.on(node)
  }

  #take(podNumber: number, node: NodeSlot): PodWorker {
    const worker = this.#idle.pop() ?? new PodWorker()
    const traits = this.#traits.byNumber(this.#ledger.traitsOf(podNumber))
    worker.begin(podNumber, node, this.#ledger.entityOf(podNumber), traits)
    // Without a gap, or the array would become a hash table.
    while (this.#inMotion.length < podNumber) this.#inMotion.push(undefined)
    this.#inMotion[podNumber] = worker
    return worker
  }

  #dismiss(worker: PodWorker): void {
    this.#inMotion[worker.podNumber] = undefined
    this.#idle.push(worker)
  }
}
