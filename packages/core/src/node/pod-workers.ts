import type { Pod } from '../api/pod.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import { ContainerSituations } from './container-situations.ts'
import { Incarnations } from './incarnations.ts'
import type { NodeSlot } from './node-slots.ts'
import { type PodFacts, podFacts } from './pod-facts.ts'
import { PodWorker } from './pod-worker.ts'

/** The workers of all kubelets by pod number, chained per node. */
export class PodWorkers {
  readonly #workers: (PodWorker | undefined)[] = []
  readonly #incarnations = new Incarnations()
  readonly #latencies: LatencyModel
  readonly #situations = new Map<PodFacts, ContainerSituations>()

  constructor(latencies: LatencyModel) {
    this.#latencies = latencies
  }

  get(podNumber: number): PodWorker | undefined {
    return this.#workers[podNumber]
  }

  add(pod: Pod, node: NodeSlot): PodWorker {
    const facts = podFacts(pod.specification)
    const worker = new PodWorker(
      pod.identity.number,
      node,
      this.#incarnations.keyOf(pod),
      this.#latencies.forPod(pod),
      facts,
      this.#situationsOf(facts),
    )
    this.#workers[worker.podNumber] = worker
    worker.nextOnNode = node.firstPod
    const first = this.#workers[node.firstPod]
    if (first !== undefined) first.previousOnNode = worker.podNumber
    node.firstPod = worker.podNumber
    return worker
  }

  delete(worker: PodWorker): void {
    this.#workers[worker.podNumber] = undefined
    const previous = this.#workers[worker.previousOnNode]
    const next = this.#workers[worker.nextOnNode]
    if (previous === undefined) worker.node.firstPod = worker.nextOnNode
    else previous.nextOnNode = worker.nextOnNode
    if (next !== undefined) next.previousOnNode = worker.previousOnNode
  }

  /** The workers of a node, newest first. */
  onNode(node: NodeSlot): readonly PodWorker[] {
    const found: PodWorker[] = []
    let worker = this.#workers[node.firstPod]
    while (worker !== undefined) {
      found.push(worker)
      worker = this.#workers[worker.nextOnNode]
    }
    return found
  }

  #situationsOf(facts: PodFacts): ContainerSituations {
    let situations = this.#situations.get(facts)
    if (situations === undefined) {
      situations = new ContainerSituations(facts)
      this.#situations.set(facts, situations)
    }
    return situations
  }
}
