import type { Pod } from '../api/pod.ts'
import type { LatencyModel, PodLatencyModel } from '../profiles/latency-model.ts'
import { ContainerSituations } from './container-situations.ts'
import { type PodFacts, podFacts } from './pod-facts.ts'

/** What the pods of one revision have in common for their kubelets. */
export interface PodTraits {
  /** Dense number of these traits. */
  readonly number: number
  readonly facts: PodFacts
  readonly situations: ContainerSituations
  /** The latencies that held when these pods came to their nodes. */
  readonly latencies: PodLatencyModel
}

/** The traits that pods share, each combination once. */
export class TraitsTable {
  readonly #latencies: LatencyModel
  readonly #byNumber: PodTraits[] = []
  readonly #byFacts = new Map<PodFacts, PodTraits[]>()

  constructor(latencies: LatencyModel) {
    this.#latencies = latencies
  }

  /** The traits of a pod that comes to its node now. */
  of(pod: Pod): PodTraits {
    const facts = podFacts(pod.specification)
    const latencies = this.#latencies.forPod(pod)
    const known = this.#withFacts(facts)
    for (const traits of known) if (traits.latencies === latencies) return traits
    const situations = known[0]?.situations ?? new ContainerSituations(facts)
    const traits = { number: this.#byNumber.length, facts, situations, latencies }
    this.#byNumber.push(traits)
    known.push(traits)
    return traits
  }

  byNumber(number: number): PodTraits {
    return this.#byNumber[number] as PodTraits
  }

  #withFacts(facts: PodFacts): PodTraits[] {
    let known = this.#byFacts.get(facts)
    if (known === undefined) {
      known = []
      this.#byFacts.set(facts, known)
    }
    return known
  }
}
