import type { PodKind } from '../facts/pod-kind.ts'
import { preferenceMet, rejectUnselected } from '../predicates/node-affinity.ts'
import { rejectUnschedulable } from '../predicates/node-unschedulable.ts'
import { countUnpreferredTaints, rejectTaints } from '../predicates/taint-toleration.ts'
import type { NodeGroup } from '../view/node-group.ts'
import type { Node } from '../../api/node.ts'
import { PRICES } from './prices.ts'
import type { NodeReason } from './rejection.ts'

/** What holds between a kind of pods and a group of nodes as long as both exist. */
export interface GroupVerdict {
  /** Why its pods cannot go there; undefined when they can. */
  readonly reason: NodeReason | undefined
  /** The nodes are among those that its pods choose, whatever their taints. */
  readonly isChosen: boolean
  /** What its pods pay there: taints, and preferences unless these name single nodes. */
  readonly price: number
}

/** The verdict on a group, worked out when it is first asked for. */
export function groupVerdict(kind: PodKind, group: NodeGroup): GroupVerdict {
  let verdict = kind.verdicts[group.number]
  if (verdict === undefined) {
    const { example } = group
    const { isByName } = kind.facts.nodeChoice
    verdict = {
      reason: rejectNode(kind, example, isByName),
      isChosen: isByName || rejectUnselected(kind.facts, example) === undefined,
      price: priceOf(kind, example),
    }
    kind.verdicts[group.number] = verdict
  }
  return verdict
}

/** Why a node's object alone turns the pods of a kind away. */
export function rejectNode(
  kind: PodKind,
  node: Node,
  ignoresSelection = false,
): NodeReason | undefined {
  return (
    rejectUnschedulable(kind, node) ??
    rejectTaints(kind, node) ??
    (ignoresSelection ? undefined : rejectUnselected(kind.facts, node))
  )
}

function priceOf(kind: PodKind, node: Node): number {
  const { facts } = kind
  const unmet = facts.nodeChoice.isByName ? 0 : 1 - preferenceMet(facts, node)
  return (
    PRICES.unmetPreference * unmet + PRICES.unpreferredTaint * countUnpreferredTaints(kind, node)
  )
}
