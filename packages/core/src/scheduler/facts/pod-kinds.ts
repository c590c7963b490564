import type { Pod } from '../../api/pod.ts'
import type { ApiServer } from '../../store/api-server.ts'
import type { ClusterView } from '../view/cluster-view.ts'
import { topologyKeys } from './pod-affinities.ts'
import { type KindTerms, PodKind } from './pod-kind.ts'
import { podPriority } from './pod-priority.ts'
import { type SchedulingFacts, schedulingFacts } from './scheduling-facts.ts'

/** The kinds of pods that one scheduler has come across. */
export class PodKinds {
  readonly #server: ApiServer
  readonly #view: ClusterView
  readonly #kinds = new Map<SchedulingFacts, PodKind>()

  constructor(server: ApiServer, view: ClusterView) {
    this.#server = server
    this.#view = view
  }

  /** The kind of a pod; with a new one the view learns what it has to count and to tell apart. */
  of(pod: Pod): PodKind {
    const facts = schedulingFacts(pod)
    let kind = this.#kinds.get(facts)
    if (kind === undefined) {
      kind = this.#make(pod, facts)
      this.#kinds.set(facts, kind)
    }
    return kind
  }

  #make(pod: Pod, facts: SchedulingFacts): PodKind {
    const { nodeChoice, affinities } = facts
    const labelKeys = [...nodeChoice.labelKeys, ...topologyKeys(affinities)]
    this.#view.groups.tellApartBy(labelKeys, this.#view.slots)
    return new PodKind(pod, facts, podPriority(facts, this.#server), this.#termsOf(facts))
  }

  #termsOf({ affinities }: SchedulingFacts): KindTerms {
    const view = this.#view
    const { together, apart, preferred, spread } = affinities
    const counted = spread.map(({ term, ...constraint }) => ({
      ...constraint,
      term: view.termOf(term),
    }))
    return {
      together: together.map((term) => view.termOf(term)),
      apart: apart.map((term) => view.termOf(term)),
      preferred: preferred.map(({ term, weight }) => ({ term: view.termOf(term), weight })),
      requiredSpread: counted.filter(({ isRequired }) => isRequired),
      preferredSpread: counted.filter(({ isRequired }) => !isRequired),
    }
  }
}
