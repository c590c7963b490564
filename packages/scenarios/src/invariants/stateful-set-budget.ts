import { type PodDecision, statefulSetPodName } from '@seatrial/controllers'
import { type StatefulSet, keyOf } from '@seatrial/core'
import { servesRollout } from './availability.ts'
import { statefulSetBudget } from './budgets.ts'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'
import type { SeenCluster } from './seen/seen-cluster.ts'

export const STATEFUL_SET_BUDGET: InvariantText = {
  rule: 'stateful-set-budget',
  statement:
    'A StatefulSet pass replaces no pod below the partition, and no more available pods than maxUnavailable leaves beside the slots that it has read as unavailable.',
  exceptions: [
    {
      versions: 'all, gate MaxUnavailableStatefulSet off',
      what: 'One pod is replaced at a time, from the top down; only those above it are looked at, so that under Parallel lower ones may be unavailable beside it.',
      recorded: 'statefulset-decisions sts-000346',
    },
    {
      versions: '1.33 and before',
      what: 'A pod counts as available as soon as it is Running and Ready, whatever minReadySeconds says.',
      recorded: 'statefulset-decisions sts-001754',
    },
    {
      versions: '1.37, gate MaxUnavailableStatefulSet on',
      what: 'Under Parallel, outdated pods that are unavailable anyway are all replaced at once, outside of the budget.',
      recorded: 'statefulset-decisions sts-001754',
    },
    {
      versions: '1.37, gate StatefulSetRecreateStrategy on',
      what: 'Recreate takes all outdated pods away at once; it has no budget.',
      recorded: 'statefulset-decisions sts-000091',
    },
  ],
}

type Replacement = Extract<PodDecision, { readonly type: 'replace-pods' }>

export class StatefulSetBudget implements InvariantChecker {
  readonly #context: CheckerContext

  constructor(context: CheckerContext) {
    this.#context = context
  }

  decided(decision: PodDecision, seen: SeenCluster): void {
    if (decision.type !== 'replace-pods') return
    const { set, podNames } = decision
    const names = slotNames(set)
    const lowest = Math.min(...podNames.map((name) => names.indexOf(name)))
    const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0
    if (lowest < partition) this.#report(set, `replaces slot ${lowest}, below the partition`)
    const serving = names.map((name) => this.#isServing(name, decision, seen))
    const replaced = podNames.filter((name) => serving[names.indexOf(name)] === true).length
    if (replaced === 0) return
    const { maxUnavailableGate } = this.#context.behaviours
    const counted = maxUnavailableGate ? serving : serving.slice(lowest + 1)
    const unavailable = counted.filter((isServing) => !isServing).length
    const budget = statefulSetBudget(set, this.#context.behaviours)
    if (unavailable + replaced <= budget) return
    this.#report(
      set,
      `replaces ${replaced} available pods beside ${unavailable} unavailable ones, of ${budget} allowed`,
    )
  }

  #isServing(name: string, { set, judgedAt }: Replacement, seen: SeenCluster): boolean {
    const pod = seen.readPod(keyOf(set), name)
    return servesRollout(pod, set.spec.minReadySeconds, this.#context.behaviours, judgedAt)
  }

  #report({ metadata }: StatefulSet, detail: string): void {
    this.#context.report('stateful-set-budget', `statefulset/${metadata.name}`, detail)
  }
}

/** The names of the pods that the set wants, from the lowest up. */
function slotNames({ metadata, spec }: StatefulSet): readonly string[] {
  const start = spec.ordinals?.start ?? 0
  return Array.from({ length: spec.replicas }, (_, slot) =>
    statefulSetPodName(metadata.name, start + slot),
  )
}
