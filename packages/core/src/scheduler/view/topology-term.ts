import type { LabelRequirement } from '../../api/label-requirement.ts'
import { HOSTNAME_LABEL } from '../facts/node-choice.ts'
import type { PodTerm } from '../facts/pod-term.ts'
import { DomainTally } from './domain-tally.ts'
import { NodeTally } from './node-tally.ts'

/** A term about domains of many nodes, such as zones, and the placed pods in each of them. */
export interface WideTerm {
  readonly reach: 'wide'
  readonly term: PodTerm
  /** Placed pods that match the term. */
  readonly matching: DomainTally
  /** Placed pods that have the term as a required anti-affinity. */
  readonly carriers: DomainTally
}

/** A term about single nodes. */
export interface NarrowTerm {
  readonly reach: 'narrow'
  readonly term: PodTerm
  readonly matching: NodeTally
  readonly carriers: NodeTally
}

/** A term that some pod has, and how many placed pods it speaks of in each domain. */
export type TopologyTerm = WideTerm | NarrowTerm

/** A term with nothing counted yet. Each node is the only one of its host name. */
export function topologyTerm(term: PodTerm): TopologyTerm {
  if (term.topologyKey === HOSTNAME_LABEL) {
    return { reach: 'narrow', term, matching: new NodeTally(), carriers: new NodeTally() }
  }
  const [matching, carriers] = [
    new DomainTally(term.topologyKey),
    new DomainTally(term.topologyKey),
  ]
  return { reach: 'wide', term, matching, carriers }
}

/** A label that every pod has that the term speaks of; undefined when there is none such. */
export function decisiveLabel({
  selector,
}: PodTerm): { readonly key: string; readonly value: string } | undefined {
  return selector.requirements?.find(isEquality)
}

function isEquality(
  requirement: LabelRequirement,
): requirement is Extract<LabelRequirement, { readonly operator: 'Equals' }> {
  return requirement.operator === 'Equals'
}
