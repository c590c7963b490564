import type { Domains, SpreadCheck } from '../placement/domain-checks.ts'
import { type NodeReason, helped, unhelped } from '../placement/rejection.ts'

const TOO_UNEVEN = helped('topology-spread', "node(s) didn't match pod topology spread constraints")
const WITHOUT_DOMAIN = unhelped(
  'topology-spread',
  "node(s) didn't match pod topology spread constraints (missing required label)",
)

/** Keeps pods from crowding in some domains: with this pod, none may have too many more than the least. */
export function rejectUneven(
  checks: readonly SpreadCheck[],
  domains: Domains,
): NodeReason | undefined {
  for (const { term, maxSkew, least, own } of checks) {
    const domain = domains.domainOf(term.topologyKey)
    if (domain === undefined) return WITHOUT_DOMAIN
    if (term.matching.in(domain) + own - least > maxSkew) return TOO_UNEVEN
  }
  return undefined
}
