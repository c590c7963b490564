import type { Replayer } from './replayer.ts'
import { controllerTracesReplayer } from './replayers/controller-traces.ts'
import { controlPlaneTracesReplayer } from './replayers/control-plane-traces.ts'
import { daemonSetDecisionsReplayer } from './replayers/daemonset-decisions.ts'
import { daemonSetEligibilityReplayer } from './replayers/daemonset-eligibility.ts'
import { daemonSetEnqueueReplayer } from './replayers/daemonset-enqueue.ts'
import { evictionReplayer } from './replayers/eviction.ts'
import { durationsReplayer } from './replayers/durations.ts'
import { defaultsReplayer } from './replayers/defaults.ts'
import { intOrStringReplayer } from './replayers/intstr.ts'
import { kubectlPrintReplayer } from './replayers/kubectl-print.ts'
import { nodeLifecycleReplayer } from './replayers/node-lifecycle.ts'
import { ordinalsReplayer } from './replayers/ordinals.ts'
import { podDisruptionBudgetReplayer } from './replayers/pod-disruption-budget.ts'
import { podGarbageCollectionReplayer } from './replayers/pod-gc.ts'
import { quantityReplayer } from './replayers/quantity.ts'
import { revisionHashReplayer } from './replayers/revision-hash.ts'
import { rolloutStatusReplayer } from './replayers/rollout-status.ts'
import { selectorsReplayer } from './replayers/selectors.ts'
import { statefulSetDecisionsReplayer } from './replayers/statefulset-decisions.ts'
import { taintEvictionReplayer } from './replayers/taint-eviction.ts'
import { tolerationSecondsReplayer } from './replayers/toleration-seconds.ts'
import { validationReplayer } from './replayers/validation.ts'

/** The kinds of recordings that can be replayed, one a line. */
export const REPLAYERS: readonly Replayer[] = [
  quantityReplayer,
  revisionHashReplayer,
  intOrStringReplayer,
  selectorsReplayer,
  ordinalsReplayer,
  statefulSetDecisionsReplayer,
  daemonSetEligibilityReplayer,
  daemonSetDecisionsReplayer,
  daemonSetEnqueueReplayer,
  controllerTracesReplayer,
  controlPlaneTracesReplayer,
  defaultsReplayer,
  validationReplayer,
  durationsReplayer,
  kubectlPrintReplayer,
  rolloutStatusReplayer,
  evictionReplayer,
  taintEvictionReplayer,
  podGarbageCollectionReplayer,
  podDisruptionBudgetReplayer,
  nodeLifecycleReplayer,
  tolerationSecondsReplayer,
]

/** The replayer of a kind, if there is one. */
export function replayerOf(kind: string): Replayer | undefined {
  return REPLAYERS.find((replayer) => replayer.kind === kind)
}
