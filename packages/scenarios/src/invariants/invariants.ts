import { CONSERVATION_OF_PODS, ConservationOfPods } from './conservation-of-pods.ts'
import { DAEMON_SET_BUDGET, DaemonSetBudget } from './daemon-set-budget.ts'
import { EVENTS_BALANCE, EventsBalance } from './events-balance.ts'
import { GRACE_RESPECTED, GraceRespected } from './grace-respected.ts'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'
import { ONE_DAEMON_POD_PER_NODE, OneDaemonPodPerNode } from './one-daemon-pod-per-node.ts'
import { ONE_NODE_PER_POD, OneNodePerPod } from './one-node-per-pod.ts'
import { ONE_POD_PER_IDENTITY, OnePodPerIdentity } from './one-pod-per-identity.ts'
import { ORDERED_READY, OrderedReady } from './ordered-ready.ts'
import {
  POLICY_CAUSED_UNAVAILABILITY,
  PolicyCausedUnavailability,
} from './policy-caused-unavailability.ts'
import { STATEFUL_SET_BUDGET, StatefulSetBudget } from './stateful-set-budget.ts'
import { TIME_NEVER_GOES_BACK, TimeNeverGoesBack } from './time-never-goes-back.ts'

/** An invariant, and who judges it. */
interface Invariant {
  readonly text: InvariantText
  readonly Checker: new (context: CheckerContext) => InvariantChecker
}

/** All that is checked, in the order in which it is told of. */
const INVARIANTS: readonly Invariant[] = [
  { text: ONE_POD_PER_IDENTITY, Checker: OnePodPerIdentity },
  { text: ORDERED_READY, Checker: OrderedReady },
  { text: STATEFUL_SET_BUDGET, Checker: StatefulSetBudget },
  { text: DAEMON_SET_BUDGET, Checker: DaemonSetBudget },
  { text: POLICY_CAUSED_UNAVAILABILITY, Checker: PolicyCausedUnavailability },
  { text: ONE_DAEMON_POD_PER_NODE, Checker: OneDaemonPodPerNode },
  { text: ONE_NODE_PER_POD, Checker: OneNodePerPod },
  { text: CONSERVATION_OF_PODS, Checker: ConservationOfPods },
  { text: GRACE_RESPECTED, Checker: GraceRespected },
  { text: TIME_NEVER_GOES_BACK, Checker: TimeNeverGoesBack },
  { text: EVENTS_BALANCE, Checker: EventsBalance },
]

/** What is checked, for people. */
export const INVARIANT_TEXTS: readonly InvariantText[] = INVARIANTS.map(({ text }) => text)

/** One checker for each invariant. */
export function makeCheckers(context: CheckerContext): readonly InvariantChecker[] {
  return INVARIANTS.map(({ Checker }) => new Checker(context))
}
