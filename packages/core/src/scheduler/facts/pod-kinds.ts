import type { Behaviours } from '../../api/behaviours.ts'
import type { Pod } from '../../api/pod.ts'
import type { ApiServer } from '../../store/api-server.ts'
import type { ClusterView } from '../view/cluster-view.ts'
import type { NarrowTerm, TopologyTerm, WideTerm } from '../view/topology-term.ts'
import { topologyKeys } from './pod-affinities.ts'
import { type ByReach, type KindTerms, PodKind } from './pod-kind.ts'
import { podPriority } from './pod-priority.ts'
import { type SchedulingFacts, schedulingFacts } from './scheduling-facts.ts'

/** The kinds of pods that one scheduler has come across. */
export class PodKinds {
  readonly #server: ApiServer
  readonly #view: ClusterView
  readonly #behaviours: Behaviours
  readonly #kinds = new Map<SchedulingFacts, PodKind>()

  constructor(server: ApiServer, view: ClusterView, behaviours: Behaviours) {
    this.#server = server
    this.#view = view
    this.#behaviours = behaviours
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
    this.#view.tellApartBy(labelKeys)
    return new PodKind(pod, {
      facts,
      priority: podPriority(facts, this.#server),
      terms: this.#termsOf(facts),
      behaviours: this.#behaviours,
    })
  }

  #termsOf({ affinities }: SchedulingFacts): KindTerms {
    const view = this.#view
    const { together, apart, preferred, spread } = affinities
    const constraints = spread.map(({ term, ...constraint }) => ({
      ...constraint,
      term: view.termOf(term),
    }))
    return {
      together: termsByReach(together.map((term) => view.termOf(term))),
      apart: termsByReach(apart.map((term) => view.termOf(term))),
      preferred: byReach(
        preferred.map(({ term, weight }) => ({ term: view.termOf(term), weight })),
      ),
      requiredSpread: byReach(constraints.filter(({ isRequired }) => isRequired)),
      preferredSpread: byReach(constraints.filter(({ isRequired }) => !isRequired)),
    }
  }
}

function termsByReach(terms: readonly TopologyTerm[]): ByReach<WideTerm, NarrowTerm> {
  return {
    wide: terms.filter(isWide),
    narrow: terms.filter(isNarrow),
    all: terms,
  }
}

/** The same for what has a term and says more about it. */
function byReach<More extends object>(
  items: readonly (More & { readonly term: TopologyTerm })[],
): ByReach<More & { readonly term: WideTerm }, More & { readonly term: NarrowTerm }> {
  const wide = items.flatMap((item) => {
    const { term } = item
    return isWide(term) ? [{ ...item, term }] : []
  })
  const narrow = items.flatMap((item) => {
    const { term } = item
    return isNarrow(term) ? [{ ...item, term }] : []
  })
  return { wide, narrow, all: [...wide, ...narrow] }
}

function isWide(term: TopologyTerm): term is WideTerm {
  return term.reach === 'wide'
}

function isNarrow(term: TopologyTerm): term is NarrowTerm {
  return term.reach === 'narrow'
}
