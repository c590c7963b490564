import { type PodDecision, statefulSetPodName } from '@seatrial/controllers'
import { type Pod, type StatefulSet, isRunningAndReady, isTerminating, keyOf } from '@seatrial/core'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'
import type { SeenCluster } from './seen/seen-cluster.ts'

export const ORDERED_READY: InvariantText = {
  rule: 'ordered-ready',
  statement:
    'Under OrderedReady a pod is made only when all lower pods are Running, Ready and staying, as the pass has read them.',
  exceptions: [],
}

export class OrderedReady implements InvariantChecker {
  readonly #context: CheckerContext

  constructor(context: CheckerContext) {
    this.#context = context
  }

  decided(decision: PodDecision, seen: SeenCluster): void {
    if (decision.type !== 'fill-slot') return
    const { set, ordinal } = decision
    if (set.spec.podManagementPolicy === 'Parallel') return
    for (let lower = firstOrdinal(set); lower < ordinal; lower++) {
      const name = statefulSetPodName(set.metadata.name, lower)
      const state = hindranceOf(seen.readPod(keyOf(set), name))
      if (state === undefined) continue
      const object = `pod/${statefulSetPodName(set.metadata.name, ordinal)}`
      this.#context.report('ordered-ready', object, `made although ${name} is ${state}`)
      return
    }
  }
}

function firstOrdinal({ spec }: StatefulSet): number {
  return spec.ordinals?.start ?? 0
}

/** Why a pod does not let higher ones be made; undefined when it does. */
function hindranceOf(pod: Pod | undefined): string | undefined {
  if (pod === undefined) return 'missing'
  if (isTerminating(pod)) return 'terminating'
  return isRunningAndReady(pod) ? undefined : `${pod.phase}, not Ready`
}
