import type { DomainChecks, Domains } from '../placement/domain-checks.ts'
import { type NodeReason, helped, unhelped } from '../placement/rejection.ts'
import type { TopologyTerm } from '../view/topology-term.ts'

const ALONE = unhelped('pod-affinity', "node(s) didn't match pod affinity rules")
const CROWDED = helped('pod-affinity', "node(s) didn't match pod anti-affinity rules")
const UNWELCOME = helped('pod-affinity', "node(s) didn't satisfy existing pods anti-affinity rules")

/** Keeps a pod near those that it has to be near, and away from those that one of them cannot be near. */
export function rejectNeighbours(
  { together, apart, unwelcomeTo }: DomainChecks,
  domains: Domains,
): NodeReason | undefined {
  for (const { term, isFirst } of together) {
    const domain = domains.domainOf(term.topologyKey)
    if (domain === undefined || !(isFirst || term.matching.in(domain) > 0)) return ALONE
  }
  for (const term of apart) if (countIn(term, domains, 'matching') > 0) return CROWDED
  for (const term of unwelcomeTo) if (countIn(term, domains, 'carriers') > 0) return UNWELCOME
  return undefined
}

function countIn(term: TopologyTerm, domains: Domains, who: 'matching' | 'carriers'): number {
  const domain = domains.domainOf(term.topologyKey)
  return domain === undefined ? 0 : term[who].in(domain)
}
