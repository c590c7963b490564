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
  exceptions: [
    {
      versions: 'all, gate MaxUnavailableStatefulSet off',
      what: 'Under Parallel, places below the pod that is replaced are not looked at, so that a change of the template amid a rollout costs another pod.',
      recorded: 'statefulset-decisions sts-000346',
    },
  ],
}

type Replacement = Extract<PodDecision, { readonly type: 'replace-pods' }>
type Roll = Extract<PodDecision, { readonly set: DaemonSet }>

/** What a decision went by. */
interface Limits {
  readonly set: StatefulSet | DaemonSet
  readonly budget: number
  /** The places that the set wants and the decision has looked at: ordinals, or nodes. */
  readonly wanted: readonly string[]
}

/** The places of one set that its rollout has made unavailable. */
interface Loss {
  /** Those of the last decision; the budget is the largest while any place was lost. */
  limits: Limits
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
    if (decision.type === 'replace-pods') this.#expectReplacements(decision, seen)
    else if (decision.type === 'roll-nodes' && !hasSurge(decision.set)) {
      this.#expectRoll(decision, seen)
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

  #expectReplacements({ set, podNames, judgedAt }: Replacement, seen: SeenCluster): void {
    const { behaviours } = this.#context
    const { minReadySeconds, replicas, ordinals } = set.spec
    const doomed = podNames.filter((name) =>
      servesRollout(seen.readPod(keyOf(set), name), minReadySeconds, behaviours, judgedAt),
    )
    const start = ordinals?.start ?? 0
    const lowest = behaviours.maxUnavailableGate ? start : Math.min(...podNames.map(ordinalOf))
    const wanted = Array.from({ length: replicas }, (_, slot) => start + slot)
      .filter((ordinal) => ordinal >= lowest)
      .map(String)
    this.#expect(doomed, { set, budget: statefulSetBudget(set, behaviours), wanted })
  }

  #expectRoll({ set, plan, revisionHash }: Roll, seen: SeenCluster): void {
    const { behaviours, simulation } = this.#context
    const doomed = plan.deletes
      .filter(({ pod }) => isAvailable(pod, set.spec.minReadySeconds, behaviours, simulation.now))
      .map(({ pod }) => pod.identity.name)
    const nodes = daemonNodes(set, revisionHash, {
      nodes: seen.readNodes(keyOf(set)),
      pods: seen.podsOwnedBy(set.metadata.uid),
      behaviours,
    })
    const wanted = [...nodes.values()].filter(({ shouldRun }) => shouldRun).map(({ name }) => name)
    this.#expect(doomed, { set, budget: daemonSetBudget(set, wanted.length), wanted })
  }

  #expect(podNames: readonly string[], limits: Limits): void {
    if (podNames.length === 0) return
    const { uid } = limits.set.metadata
    const loss = this.#losses.get(uid) ?? { limits, places: new Map(), doomed: new Set() }
    const { budget } = loss.limits
    loss.limits = limits
    this.#forgetRegained(loss)
    if (loss.places.size > 0) loss.limits = { ...limits, budget: Math.max(budget, limits.budget) }
    for (const name of podNames) loss.doomed.add(name)
    this.#losses.set(uid, loss)
  }

  #lose(pod: Pod, place: string, loss: Loss): void {
    this.#forgetRegained(loss)
    loss.places.set(place, pod)
    const { budget } = loss.limits
    if (loss.places.size <= budget) return
    const others = loss.places.size - 1
    const detail = `taken away while ${others} other places are not available again, of ${budget} allowed`
    this.#context.report('policy-caused-unavailability', `pod/${pod.identity.name}`, detail)
  }

  /** Places that have an available pod again, or that the set does not want any more, are not lost. */
  #forgetRegained(loss: Loss): void {
    for (const [place, pod] of loss.places) {
      if (this.#isServing(pod, loss) || !loss.limits.wanted.includes(place)) {
        loss.places.delete(place)
      }
    }
  }

  /** The rollout of the set counts on the pod, as it is stored. */
  #isServing(pod: Pod | undefined, { limits: { set } }: Loss): boolean {
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
