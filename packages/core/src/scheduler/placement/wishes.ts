import type { Pod } from '../../api/pod.ts'
import { ZONE_LABEL } from '../../volumes/volume-zone.ts'
import type { PodKind, WeightedCounts } from '../facts/pod-kind.ts'
import type { ClusterView } from '../view/cluster-view.ts'
import type { NodeGroup } from '../view/node-group.ts'
import type { NodeSlot } from '../view/node-slot.ts'
import type { OwnerPods } from '../view/owner-counts.ts'
import type { DomainCounts } from '../view/topology-term.ts'
import { type Domains, isNarrow } from './domain-checks.ts'
import { companyPrice, neighbourPrice, unevenPrice } from './prices.ts'

/** A wish to be spread over domains of many nodes. */
interface WideSpread {
  readonly topologyKey: string
  readonly counts: DomainCounts
  readonly least: number
  readonly most: number
}

/**
 * What a pod would like of the pods in a node's domains, as prices. Pods of one owner are spread over
 * zones and nodes even if nobody asks for it, unless their spec says how they are to be spread.
 */
export class Wishes {
  readonly #wideSpread: readonly WideSpread[]
  readonly #narrowSpread: readonly DomainCounts[]
  readonly #owner: OwnerPods | undefined
  readonly #widePreferred: readonly WeightedCounts[]
  readonly #narrowPreferred: readonly WeightedCounts[]

  constructor(view: ClusterView, pod: Pod, kind: PodKind) {
    const { preferred, preferredSpread } = kind.terms
    this.#owner = isSpreadByDefault(kind) ? ownerPods(view, pod) : undefined
    this.#widePreferred = preferred.filter(({ term }) => !isNarrow(term))
    this.#narrowPreferred = preferred.filter(({ term }) => isNarrow(term))
    this.#narrowSpread = preferredSpread
      .filter(({ term }) => isNarrow(term))
      .map(({ term }) => term.matching)
    const wide = preferredSpread
      .filter(({ term }) => !isNarrow(term))
      .map(({ term }) => wideSpread(view, term.topologyKey, term.matching))
    this.#wideSpread =
      this.#owner === undefined ? wide : [wideSpread(view, ZONE_LABEL, this.#owner.byZone)]
  }

  /** What every node of the group costs. */
  priceOfGroup(group: NodeGroup): number {
    let price = neighboursOf(this.#widePreferred, group)
    for (const { topologyKey, counts, least, most } of this.#wideSpread) {
      const domain = group.domainOf(topologyKey)
      price += domain === undefined ? 0 : unevenPrice(counts.in(domain), least, most)
    }
    return price
  }

  /** What one node costs beside that. */
  priceOfNode(slot: NodeSlot): number {
    let price = neighboursOf(this.#narrowPreferred, slot)
    if (this.#owner !== undefined) price += companyPrice(this.#owner.onNode(slot.number))
    for (const counts of this.#narrowSpread) price += companyPrice(counts.in(slot.hostname ?? ''))
    return price
  }
}

function isSpreadByDefault({ isPinned, terms }: PodKind): boolean {
  return !isPinned && terms.requiredSpread.length + terms.preferredSpread.length === 0
}

function ownerPods({ owners }: ClusterView, { metadata }: Pod): OwnerPods | undefined {
  return metadata.controller === undefined ? undefined : owners.of(metadata.controller.uid)
}

function wideSpread(view: ClusterView, topologyKey: string, counts: DomainCounts): WideSpread {
  let least = Infinity
  let most = 0
  for (const group of view.groups.all()) {
    const domain = group.domainOf(topologyKey)
    if (domain === undefined) continue
    const count = counts.in(domain)
    if (count < least) least = count
    if (count > most) most = count
  }
  return { topologyKey, counts, least: least === Infinity ? 0 : least, most }
}

function neighboursOf(preferred: readonly WeightedCounts[], domains: Domains): number {
  if (preferred.length === 0) return 0
  let liking = 0
  let weights = 0
  let wantsAny = false
  for (const { term, weight } of preferred) {
    const domain = domains.domainOf(term.topologyKey)
    if (domain !== undefined) liking += weight * term.matching.in(domain)
    weights += Math.abs(weight)
    if (weight > 0) wantsAny = true
  }
  return neighbourPrice(liking, weights, wantsAny)
}
