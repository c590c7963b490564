import type { Pod } from '../../api/pod.ts'
import type { PodKind, Weighted } from '../facts/pod-kind.ts'
import { ZONE_LABEL } from '../../volumes/volume-zone.ts'
import type { ClusterView } from '../view/cluster-view.ts'
import type { DomainTally } from '../view/domain-tally.ts'
import type { NodeGroup } from '../view/node-group.ts'
import type { NodeSlot } from '../view/node-slot.ts'
import type { NodeTally } from '../view/node-tally.ts'
import type { OwnerPods } from '../view/owner-counts.ts'
import type { TopologyTerm } from '../view/topology-term.ts'
import { companyPrice, neighbourPrice, unevenPrice } from './prices.ts'

/** A wish to be spread over domains of many nodes. */
interface WideSpread {
  readonly tally: DomainTally
  readonly least: number
  readonly most: number
}

/**
 * What a pod would like of the pods in a node's domains, as prices. Pods of one owner are spread over
 * zones and nodes even if nobody asks for it, unless their spec says how they are to be spread.
 */
export class Wishes {
  readonly #kind: PodKind
  readonly #wide: readonly WideSpread[]
  readonly #narrow: readonly NodeTally[]

  constructor(view: ClusterView, pod: Pod, kind: PodKind) {
    this.#kind = kind
    const owner = isSpreadByDefault(kind) ? ownerPods(view, pod) : undefined
    const { wide, narrow } = kind.terms.preferredSpread
    if (owner === undefined) {
      this.#wide = wide.map(({ term }) => wideSpread(view, term.term.topologyKey, term.matching))
      this.#narrow = narrow.map(({ term }) => term.matching)
    } else {
      this.#wide = [wideSpread(view, ZONE_LABEL, owner.byZone)]
      this.#narrow = [owner.byNode]
    }
  }

  /** What every node of the group costs. */
  priceOfGroup(group: NodeGroup): number {
    const { wide } = this.#kind.terms.preferred
    let price = wide.length === 0 ? 0 : neighbours(wide, ({ matching }) => matching.at(group) ?? 0)
    for (const { tally, least, most } of this.#wide) {
      const count = tally.at(group)
      if (count !== undefined) price += unevenPrice(count, least, most)
    }
    return price
  }

  /** What a node of the group costs beside that, at least. */
  leastPriceOfNodes(group: NodeGroup): number {
    const { narrow } = this.#kind.terms.preferred
    let price =
      narrow.length === 0
        ? 0
        : neighbours(narrow, ({ matching }, isLiked) =>
            isLiked ? matching.mostIn(group) : matching.leastIn(group),
          )
    for (const tally of this.#narrow) price += companyPrice(tally.leastIn(group))
    return price
  }

  /** What one node costs beside the price of its group. */
  priceOfNode(slot: NodeSlot): number {
    const { narrow } = this.#kind.terms.preferred
    let price =
      narrow.length === 0 ? 0 : neighbours(narrow, ({ matching }) => matching.on(slot.number))
    for (const tally of this.#narrow) price += companyPrice(tally.on(slot.number))
    return price
  }
}

function isSpreadByDefault({ isPinned, terms }: PodKind): boolean {
  return !isPinned && terms.requiredSpread.all.length + terms.preferredSpread.all.length === 0
}

function ownerPods({ owners }: ClusterView, { metadata }: Pod): OwnerPods | undefined {
  return metadata.controller === undefined ? undefined : owners.of(metadata.controller.uid)
}

function wideSpread(view: ClusterView, topologyKey: string, tally: DomainTally): WideSpread {
  let least = Infinity
  let most = 0
  for (const group of view.groups.all) {
    const domain = group.domainOf(topologyKey)
    if (domain === undefined) continue
    const count = tally.in(domain)
    if (count < least) least = count
    if (count > most) most = count
  }
  return { tally, least: least === Infinity ? 0 : least, most }
}

/** The price of the preferred terms, given how many pods each of them finds. */
function neighbours<Term extends TopologyTerm>(
  preferred: readonly Weighted<Term>[],
  countOf: (term: Term, isLiked: boolean) => number,
): number {
  let liking = 0
  let weights = 0
  let likesAny = false
  for (const { term, weight } of preferred) {
    const isLiked = weight > 0
    liking += weight * countOf(term, isLiked)
    weights += Math.abs(weight)
    likesAny ||= isLiked
  }
  return neighbourPrice(liking, weights, likesAny)
}
