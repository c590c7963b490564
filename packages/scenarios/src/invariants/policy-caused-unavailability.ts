import type { PodDecision } from '@seatrial/controllers'
import {
  type DaemonSet,
  type Pod,
  type StatefulSet,
  type StoredChange,
  allowsSurge,
  isTerminating,
  keyOf,
  ordinalOf,
} from '@seatrial/core'
import { isAvailable, servesRollout } from './availability.ts'
import { daemonSetBudget, statefulSetBudget } from './budgets.ts'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'
import { daemonNodes, targetOf } from './seen/daemon-nodes.ts'
import type { SeenCluster } from './seen/seen-cluster.ts'

export const POLICY_CAUSED_UNAVAILABILITY: InvariantText = {
  rule: 'policy-caused-unavailability',
  statement:
    'Of the places whose available pods a rollout has taken away, no more than its budget are without an available pod again at a time.',
  exceptions: [],
}

type SetObject = StatefulSet | DaemonSet

/** The places of one set that its rollout has made unavailable. */
interface Loss {
  /** The set as the last decision had it. */
  set: SetObject
  /** The largest budget that a decision had while any place was lost. */
  budget: number
  /** The lost places, each with the newest pod that it has. */
  readonly places: Map<string, Pod>
  /** Available pods that are to be taken away, by name. */
  readonly doomed: Set<string>
}

const CONTROLLERS = new Set(['statefulset-controller', 'daemonset-controller'])

export class PolicyCausedUnavailability implements InvariantChecker {
  readonly #context: CheckerContext
  readonly #losses = new Map<string, Loss>()

  constructor(context: CheckerContext) {
    this.#context = context
  }

  decided(decision: PodDecision, seen: SeenCluster): void {
    const { behaviours, simulation } = this.#context
    if (decision.type === 'replace-pods') {
      const { set, podNames, judgedAt } = decision
      const { minReadySeconds } = set.spec
      const doomed = podNames.filter((name) =>
        servesRollout(seen.readPod(keyOf(set), name), minReadySeconds, behaviours, judgedAt),
      )
      this.#expect(set, doomed, statefulSetBudget(set, behaviours))
    } else if (decision.type === 'roll-nodes' && !hasSurge(decision.set)) {
      const { set, plan, revisionHash } = decision
      const doomed = plan.deletes
        .filter(({ pod }) => isAvailable(pod, set.spec.minReadySeconds, behaviours, simulation.now))
        .map(({ pod }) => pod.identity.name)
      const nodes = daemonNodes(set, revisionHash, {
        nodes: seen.readNodes(keyOf(set)),
        pods: seen.podsOwnedBy(set.metadata.uid),
        behaviours,
      })
      const desired = [...nodes.values()].filter(({ shouldRun }) => shouldRun).length
      this.#expect(set, doomed, daemonSetBudget(set, desired))
    }
  }

  changed({ resource, object, previous, by }: StoredChange): void {
    if (resource !== 'pods') return
    const pod = object as Pod
    const loss = this.#losses.get(pod.metadata.controller?.uid ?? '')
    if (loss === undefined) return
    const before = previous as Pod | undefined
    const place = placeOf(pod)
    if (loss.places.has(place)) {
      if (this.#isServing(before, loss)) loss.places.delete(place)
      else loss.places.set(place, pod)
    }
    const isTaken = before !== undefined && !isTerminating(before) && isTerminating(pod)
    if (!isTaken || !CONTROLLERS.has(by) || !loss.doomed.delete(pod.identity.name)) return
    if (this.#isServing(before, loss)) this.#lose(pod, place, loss)
  }

  #expect(set: SetObject, podNames: readonly string[], budget: number): void {
    if (podNames.length === 0) return
    const { uid } = set.metadata
    const loss = this.#losses.get(uid) ?? { set, budget, places: new Map(), doomed: new Set() }
    loss.set = set
    this.#forgetRegained(loss)
    loss.budget = loss.places.size === 0 ? budget : Math.max(budget, loss.budget)
    for (const name of podNames) loss.doomed.add(name)
    this.#losses.set(uid, loss)
  }

  #lose(pod: Pod, place: string, loss: Loss): void {
    this.#forgetRegained(loss)
    loss.places.set(place, pod)
    if (loss.places.size <= loss.budget) return
    const others = loss.places.size - 1
    const detail = `taken away while ${others} other places are not available again, of ${loss.budget} allowed`
    this.#context.report('policy-caused-unavailability', `pod/${pod.identity.name}`, detail)
  }

  /** Places that have an available pod again, or that the set does not want any more, are not lost. */
  #forgetRegained(loss: Loss): void {
    for (const [place, pod] of loss.places) {
      if (this.#isServing(pod, loss) || !this.#isWanted(loss.set, place)) loss.places.delete(place)
    }
  }

  #isWanted(set: SetObject, place: string): boolean {
    if (set.kind === 'DaemonSet') return this.#context.server.get('nodes', '', place) !== undefined
    const slot = Number(place) - (set.spec.ordinals?.start ?? 0)
    return slot >= 0 && slot < set.spec.replicas
  }

  /** The rollout of the set counts on the pod, as it is stored. */
  #isServing(pod: Pod | undefined, { set }: Loss): boolean {
    if (pod === undefined || isTerminating(pod)) return false
    const { behaviours, simulation } = this.#context
    const { minReadySeconds } = set.spec
    return set.kind === 'StatefulSet'
      ? servesRollout(pod, minReadySeconds, behaviours, simulation.now)
      : isAvailable(pod, minReadySeconds, behaviours, simulation.now)
  }
}

function hasSurge({ spec: { updateStrategy } }: DaemonSet): boolean {
  return allowsSurge(updateStrategy.rollingUpdate?.maxSurge)
}

/** What stays the same from a pod to its successor: the ordinal, or the node. */
function placeOf(pod: Pod): string {
  return pod.metadata.controller?.kind === 'DaemonSet'
    ? targetOf(pod)
    : String(ordinalOf(pod.identity.name))
}
