import type { NodeSlot } from '../view/node-slot.ts'
import { Attempt } from './attempt.ts'
import { takesPod } from './find-node.ts'
import { groupVerdict } from './group-verdict.ts'

/** The pods that have to make room on a node for one of higher priority. */
export interface Preemption {
  readonly slot: NodeSlot
  /** Their numbers, at least one. */
  readonly victims: readonly number[]
}

/** Kubernetes looks at a share of the nodes, at least so many; here it is always this many. */
const CANDIDATES_MAX = 100

/**
 * The least harmful way to make room for a pod: the node on which the most important victim matters
 * least, then all of them together, then where they are fewest, then the first node. Disruption
 * budgets are not looked at.
 */
export function findPreemption(attempt: Attempt): Preemption | undefined {
  const { view, kind } = attempt
  if (!kind.facts.mayPreempt || !view.priorities.hasBelow(kind.priority)) return undefined
  let best: Preemption | undefined
  let candidates = 0
  for (const slot of nodesInQuestion(attempt)) {
    const found = preemptionOn(attempt, slot)
    if (found === undefined) continue
    if (best === undefined || isLessHarmful(attempt, found, best)) best = found
    if (++candidates === CANDIDATES_MAX) break
  }
  return best
}

/** Nodes that fewer pods could open to the pod, by number. */
function nodesInQuestion({ view, pod, kind }: Attempt): readonly NodeSlot[] {
  const { pinnedNode } = pod.identity
  const slots = pinnedNode === '' ? view.slots : [view.slotOf(pinnedNode)]
  return slots.filter(
    ({ group }) => group !== undefined && groupVerdict(kind, group).reason === undefined,
  )
}

/** Spares as many pods as it can, the most important first. */
function preemptionOn(attempt: Attempt, slot: NodeSlot): Preemption | undefined {
  const { view, kind } = attempt
  const priorityOf = (pod: number): number => view.pods.kindOf(pod).priority
  const lesser = view.pods.on(slot.number).filter((pod) => priorityOf(pod) < kind.priority)
  if (lesser.length === 0 || !takesWithout(attempt, slot, lesser)) return undefined
  const byImportance = lesser.toSorted(
    (one, other) => priorityOf(other) - priorityOf(one) || one - other,
  )
  let victims = lesser
  for (const pod of byImportance) {
    const fewer = victims.filter((victim) => victim !== pod)
    if (takesWithout(attempt, slot, fewer)) victims = fewer
  }
  return { slot, victims }
}

function takesWithout(attempt: Attempt, slot: NodeSlot, victims: readonly number[]): boolean {
  return attempt.view.without(slot, victims, () => takesPod(new Attempt(attempt), slot))
}

function isLessHarmful({ view }: Attempt, one: Preemption, other: Preemption): boolean {
  const [ones, others] = [one, other].map(({ victims }) =>
    victims.map((pod) => view.pods.kindOf(pod).priority),
  ) as [number[], number[]]
  const highest = Math.max(...ones) - Math.max(...others)
  if (highest !== 0) return highest < 0
  const total = sum(ones) - sum(others)
  if (total !== 0) return total < 0
  return ones.length < others.length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
