import type { PodKind, Spread } from '../facts/pod-kind.ts'
import type { ClusterView } from '../view/cluster-view.ts'
import type { NodeGroup } from '../view/node-group.ts'
import type { NarrowTerm, TopologyTerm, WideTerm } from '../view/topology-term.ts'
import { groupVerdict } from './group-verdict.ts'

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
  if (!kind.looksAtPods && !speaking.some(hasCarriers)) return NO_DEMANDS
  const unwelcomeTo = speaking.filter(hasCarriers)
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

function hasCarriers({ carriers }: TopologyTerm): boolean {
  return carriers.total > 0
}

/** Domains count as far as the pod's own choice of nodes goes; taints do not matter. */
function selectableGroups({ groups }: ClusterView, kind: PodKind): readonly NodeGroup[] {
  return groups.all.filter((group) => groupVerdict(kind, group).isChosen)
}

function leastInDomain(
  groups: readonly NodeGroup[],
  { term, minDomains }: Spread<WideTerm>,
): number {
  if (minDomains > 1 && countDomains(groups, term) < minDomains) return 0
  let least = Infinity
  for (const group of groups) least = Math.min(least, term.matching.at(group) ?? Infinity)
  return least === Infinity ? 0 : least
}

function countDomains(groups: readonly NodeGroup[], { term }: WideTerm): number {
  return new Set(groups.flatMap((group) => group.domainOf(term.topologyKey) ?? [])).size
}

function leastOnNode(
  groups: readonly NodeGroup[],
  { term, minDomains }: Spread<NarrowTerm>,
): number {
  let nodeCount = 0
  let least = Infinity
  for (const group of groups) {
    nodeCount += group.size
    least = Math.min(least, term.matching.leastIn(group))
  }
  return nodeCount < minDomains || least === Infinity ? 0 : least
}
