import type { PodKind, Spread } from '../facts/pod-kind.ts'
import { rejectUnselected } from '../predicates/node-affinity.ts'
import type { ClusterView } from '../view/cluster-view.ts'
import type { NodeGroup } from '../view/node-group.ts'
import type { NarrowTerm, TopologyTerm, WideTerm } from '../view/topology-term.ts'

/** A required spread constraint, with what it comes down to for one pod. */
export interface SpreadCheck<Term extends TopologyTerm> {
  readonly term: Term
  readonly maxSkew: number
  /** How many pods the least filled domain has. */
  readonly least: number
  /** 1 when the pod counts itself, else 0. */
  readonly own: number
}

/** What one pod demands of the pods in the domains of a node. */
export interface DomainChecks<Term extends TopologyTerm> {
  readonly together: readonly Term[]
  readonly apart: readonly Term[]
  /** Terms by which placed pods keep this one away. */
  readonly unwelcomeTo: readonly Term[]
  readonly spread: readonly SpreadCheck<Term>[]
}

/** The demands of one pod: those on domains of many nodes, and those on single nodes. */
export interface DomainDemands {
  readonly wide: DomainChecks<WideTerm>
  readonly narrow: DomainChecks<NarrowTerm>
  /** None of those that it wants to be near is anywhere, but it is one of them: so it may be the first. */
  readonly isFirst: boolean
}

const NO_CHECKS = { together: [], apart: [], unwelcomeTo: [], spread: [] }
const NO_DEMANDS: DomainDemands = { wide: NO_CHECKS, narrow: NO_CHECKS, isFirst: false }

/**
 * Works out what a pod demands now.
 *
 * @param speaking the terms that speak of this pod
 */
export function domainDemands(
  view: ClusterView,
  kind: PodKind,
  speaking: readonly TopologyTerm[],
): DomainDemands {
  const unwelcomeTo = speaking.filter(({ carriers }) => carriers.total > 0)
  if (!kind.looksAtPods && unwelcomeTo.length === 0) return NO_DEMANDS
  const { together, apart, requiredSpread } = kind.terms
  const groups = requiredSpread.all.length === 0 ? [] : selectableGroups(view, kind)
  return {
    wide: {
      together: together.wide,
      apart: apart.wide,
      unwelcomeTo: unwelcomeTo.filter((term) => term.reach === 'wide'),
      spread: requiredSpread.wide.map((spread) => ({
        ...spread,
        least: leastInDomain(groups, spread),
        own: speaking.includes(spread.term) ? 1 : 0,
      })),
    },
    narrow: {
      together: together.narrow,
      apart: apart.narrow,
      unwelcomeTo: unwelcomeTo.filter((term) => term.reach === 'narrow'),
      spread: requiredSpread.narrow.map((spread) => ({
        ...spread,
        least: leastOnNode(groups, spread),
        own: speaking.includes(spread.term) ? 1 : 0,
      })),
    },
    isFirst: together.all.every((term) => term.matching.total === 0 && speaking.includes(term)),
  }
}

/** Domains count as far as the pod's own choice of nodes goes; taints do not matter. */
function selectableGroups({ groups }: ClusterView, { facts }: PodKind): readonly NodeGroup[] {
  return [...groups.all()].filter(
    ({ example }) => facts.nodeChoice.isByName || rejectUnselected(facts, example) === undefined,
  )
}

function leastInDomain(
  groups: readonly NodeGroup[],
  { term, minDomains }: Spread<WideTerm>,
): number {
  const { topologyKey } = term.term
  const domains = new Set(groups.flatMap((group) => group.domainOf(topologyKey) ?? []))
  if (domains.size < minDomains) return 0
  return least([...domains].map((domain) => term.matching.in(domain)))
}

function leastOnNode(
  groups: readonly NodeGroup[],
  { term, minDomains }: Spread<NarrowTerm>,
): number {
  const nodeCount = groups.reduce((sum, { size }) => sum + size, 0)
  if (nodeCount < minDomains) return 0
  return least(groups.map((group) => term.matching.leastIn(group)))
}

function least(counts: readonly number[]): number {
  return counts.length === 0 ? 0 : Math.min(...counts)
}
