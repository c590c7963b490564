import type { PodKind, SpreadCounts } from '../facts/pod-kind.ts'
import { HOSTNAME_LABEL } from '../facts/node-choice.ts'
import { rejectUnselected } from '../predicates/node-affinity.ts'
import type { ClusterView } from '../view/cluster-view.ts'
import type { NodeGroup } from '../view/node-group.ts'
import type { TopologyTerm } from '../view/topology-term.ts'

/** A node, or a group of nodes, as far as it lies in domains. */
export interface Domains {
  domainOf(topologyKey: string): string | undefined
}

/** A required affinity, and whether this pod may be the first of those that it wants to be near. */
export interface TogetherCheck {
  readonly term: TopologyTerm
  readonly isFirst: boolean
}

/** A required spread constraint, with what it comes down to for this pod. */
export interface SpreadCheck {
  readonly term: TopologyTerm
  readonly maxSkew: number
  /** How many pods the least filled domain has. */
  readonly least: number
  /** 1 when the pod counts itself, else 0. */
  readonly own: number
}

/** What one pod demands of the pods in a node's domains. */
export interface DomainChecks {
  readonly together: readonly TogetherCheck[]
  readonly apart: readonly TopologyTerm[]
  /** Terms by which placed pods keep this one away. */
  readonly unwelcomeTo: readonly TopologyTerm[]
  readonly spread: readonly SpreadCheck[]
}

/** The demands of one pod: those on domains of many nodes, and those on single nodes. */
export interface DomainDemands {
  readonly wide: DomainChecks
  readonly narrow: DomainChecks
}

const NO_CHECKS: DomainChecks = { together: [], apart: [], unwelcomeTo: [], spread: [] }
const NO_DEMANDS: DomainDemands = { wide: NO_CHECKS, narrow: NO_CHECKS }

/** Works out what a pod of this kind demands now. */
export function domainDemands(
  view: ClusterView,
  kind: PodKind,
  speaking: readonly TopologyTerm[],
): DomainDemands {
  const unwelcomeTo = speaking.filter(({ carriers }) => carriers.total > 0)
  if (!kind.looksAtPods && unwelcomeTo.length === 0) return NO_DEMANDS
  const checks: DomainChecks = {
    together: togetherChecks(kind.terms.together, speaking),
    apart: kind.terms.apart,
    unwelcomeTo,
    spread: kind.terms.requiredSpread.map((counts) => spreadCheck(view, kind, counts, speaking)),
  }
  return { wide: only(checks, isWide), narrow: only(checks, isNarrow) }
}

/** With nobody of them anywhere, a pod that is one of them itself may go where it likes. */
function togetherChecks(
  terms: readonly TopologyTerm[],
  speaking: readonly TopologyTerm[],
): readonly TogetherCheck[] {
  const isFirst = terms.every((term) => term.matching.total === 0 && speaking.includes(term))
  return terms.map((term) => ({ term, isFirst }))
}

function spreadCheck(
  view: ClusterView,
  kind: PodKind,
  { term, maxSkew, minDomains }: SpreadCounts,
  speaking: readonly TopologyTerm[],
): SpreadCheck {
  const groups = [...view.groups.all()].filter((group) => isSelectable(kind, group))
  const least = isNarrow(term)
    ? leastOnNode(view, groups, term, minDomains)
    : leastInDomain(groups, term, minDomains)
  return { term, maxSkew, least, own: speaking.includes(term) ? 1 : 0 }
}

/** Domains count as far as the pod's own choice of nodes goes; taints do not matter. */
function isSelectable({ facts }: PodKind, { example }: NodeGroup): boolean {
  return facts.nodeChoice.isByName || rejectUnselected(facts, example) === undefined
}

function leastInDomain(
  groups: readonly NodeGroup[],
  { matching, topologyKey }: TopologyTerm,
  minDomains: number,
): number {
  const domains = new Set(groups.flatMap((group) => group.domainOf(topologyKey) ?? []))
  if (domains.size < minDomains) return 0
  let least = Infinity
  for (const domain of domains) least = Math.min(least, matching.in(domain))
  return least === Infinity ? 0 : least
}

/** As long as there are more nodes than nodes with such pods, some node has none. */
function leastOnNode(
  view: ClusterView,
  groups: readonly NodeGroup[],
  { matching }: TopologyTerm,
  minDomains: number,
): number {
  const nodeCount = groups.reduce((sum, { size }) => sum + size, 0)
  if (nodeCount < minDomains || matching.size < nodeCount) return 0
  let least = Infinity
  for (const { tree } of groups) {
    for (const node of tree.nodes()) {
      const domain = view.slots[node]?.hostname
      if (domain !== undefined) least = Math.min(least, matching.in(domain))
    }
  }
  return least === Infinity ? 0 : least
}

function only(
  { together, apart, unwelcomeTo, spread }: DomainChecks,
  isMeant: (term: TopologyTerm) => boolean,
): DomainChecks {
  return {
    together: together.filter(({ term }) => isMeant(term)),
    apart: apart.filter(isMeant),
    unwelcomeTo: unwelcomeTo.filter(isMeant),
    spread: spread.filter(({ term }) => isMeant(term)),
  }
}

/** The domain is a single node. */
export function isNarrow({ topologyKey }: TopologyTerm): boolean {
  return topologyKey === HOSTNAME_LABEL
}

function isWide(term: TopologyTerm): boolean {
  return !isNarrow(term)
}
