import { type FeatureGate, type FeatureGates, resolveFeatureGates } from './feature-gates.ts'
import { type KubernetesProfile, isAtLeast } from './kubernetes-version.ts'

/** Everything in which the known releases differ, as named switches. */
export interface Behaviours {
  /** The release itself, for its API fields; what its controllers do is asked of the switches below. */
  readonly release: KubernetesProfile

  // availability and rollout
  /** How `Ready since + minReadySeconds` is compared with now for a pod to be available. */
  readonly availabilityComparison: '<' | '<='
  /** What holds a StatefulSet rollout back: pods not Running and Ready, or pods not available. */
  readonly rolloutHealth: 'healthy' | 'unavailable'
  /** The StatefulSet rollout honours `maxUnavailable`. */
  readonly maxUnavailableGate: boolean
  /** With that gate on, Parallel sets replace broken outdated pods first, outside the budget. */
  readonly twoPhaseParallel: boolean
  /** An unreadable `maxUnavailable` makes the StatefulSet status write fail too. */
  readonly invalidMaxUnavailableBreaksStatus: boolean
  /** The StatefulSet update strategy `Recreate` works. */
  readonly recreate: boolean
  /** The API accepts the StatefulSet update strategy `Recreate` as a word (its gate decides more). */
  readonly knowsRecreate: boolean

  // StatefulSet sync
  /** Rule of the delayed StatefulSet re-queue after a sync: every minReadySeconds, or when the next pod becomes available. */
  readonly selfRequeue: 'old' | 'new'
  /** Seconds added to minReadySeconds when a pod turning Ready re-queues its StatefulSet. */
  readonly readyRequeueSlackSeconds: 1 | 0
  /** What the StatefulSet controller makes of NotFound when it deletes a pod (outside the rollout step, which goes on). */
  readonly notFoundOnPodDelete: 'error' | 'success'
  /** An update completes under every strategy, not only under RollingUpdate. */
  readonly completionForEveryStrategy: boolean
  /** Stored StatefulSet conditions are carried over into the new status. */
  readonly carriesConditions: boolean
  /** A sync fails until the caches show the StatefulSet controller's own writes. */
  readonly readYourWritesStatefulSet: boolean
  /** A sync fails until the caches show the DaemonSet controller's own writes. */
  readonly readYourWritesDaemonSet: boolean
  /** A StatefulSet pass judges availability by the instant at which it began, not by each moment. */
  readonly passReadsClockOnce: boolean
  /** Claims of a StatefulSet may be owned by the set or its pods. */
  readonly claimRetentionPolicy: boolean
  /** `spec.ordinals.start` is honoured. */
  readonly startOrdinal: boolean
  /** Pods carry the label `apps.kubernetes.io/pod-index`. */
  readonly podIndexLabel: boolean
  /** Events of a StatefulSet about its pods and claims begin with a capital: "Create Pod web-0 …". */
  readonly podEventsCapitalised: boolean

  // revisions
  /** StatefulSet revision data are also compared by meaning, not by bytes alone. */
  readonly semanticRevisionComparison: boolean
  /** An unset `creationTimestamp` is written as null into revision data. */
  readonly revisionCreationTimestampNull: boolean
  /** Equal revisions whose hash labels are two different numbers count as unequal. */
  readonly numericHashLabelException: boolean

  // API server
  /** A changed immutable StatefulSet field is refused at its own path rather than at `spec`. */
  readonly immutableFieldsAtOwnPath: boolean
  /** A StatefulSet's template and claim templates are validated like a pod's and a claim's. */
  readonly statefulSetTemplateValidation: boolean
  /** An incomplete owner reference is told at its own index, not of the whole list. */
  readonly ownerReferenceErrorsAtIndex: boolean
  /** Each container may have a restart policy; before, only init containers may restart always. */
  readonly containerRestartPolicies: boolean
  /** Every refusal of an eviction names its cause DisruptionBudget. */
  readonly evictionRefusalCause: boolean
  /** A quota's refusal of a pod that leaves a request or limit unsaid names the containers. */
  readonly quotaNamesContainers: boolean

  // nodes, scheduling, volumes
  /** Tolerations know the operators Gt and Lt. */
  readonly tolerationComparison: boolean
  /** Seconds of silence after which a node counts as lost. */
  readonly nodeGracePeriodSeconds: 40 | 50
  /** The NoExecute taint of a lost node follows in the pass that found it, not one pass later. */
  readonly noExecuteSamePass: boolean
  /** An idle scheduler takes the next pod out of the back-off queue at once. */
  readonly popFromBackoffQueue: boolean
  /** The scheduler names the taint that keeps a pod away. */
  readonly untoleratedTaintNamed: boolean
  /** What the scheduler says of claims that are not bound ends in a stray "not found". */
  readonly strayNotFound: boolean
  /** The scheduler nominates a node before it waits there for a pod's volumes, and the binding clears it. */
  readonly nominatesWhileBinding: boolean
  /** Claims carry the condition `Unused`. */
  readonly claimUnusedCondition: boolean

  // kubelet
  /** A pod's containers are looked at right after its sync, not at the next one-second relist. */
  readonly plegOnDemand: boolean
  /** Pods copy their generation into `status.observedGeneration`: one more write when they are deleted. */
  readonly observedGenerationWrite: boolean
  /** The status is published right after the sandbox is ready. */
  readonly sandboxReadyWrite: boolean
  /** A container in back-off is retried when the back-off ends, not at the next sync 10–15 s later. */
  readonly crashLoopRequeue: boolean

  // printing
  /** The phase of a terminal pod is printed although it is being deleted. */
  readonly terminalPhasePrinted: boolean
  /** A failed container decides the STATUS of a pod whose walk ends with Completed. */
  readonly completedContainersRule: boolean
  /** RESTARTS of a pod tells how long ago the last one was. */
  readonly lastRestartPrinted: boolean
  /** Claims and volumes have the column VOLUMEATTRIBUTESCLASS. */
  readonly volumeAttributesClassPrinted: boolean
  /** The wide tables of claims and volumes have the column VOLUMEMODE. */
  readonly volumeModePrinted: boolean
  /** KERNEL-VERSION of a node names the architecture. */
  readonly nodeArchitectureInKernelColumn: boolean
  /** An empty list is said with its namespace. */
  readonly emptyNamespaceNamed: boolean
  /** Watch rows are laid out one by one, as kubectl did up to 1.13. */
  readonly legacyTableLayout: boolean
}

/** The switches of one release with its default gates or, where given, the user's (`resolveFeatureGates`). */
export function behaviours(
  profile: KubernetesProfile,
  gates: FeatureGates = resolveFeatureGates(profile),
): Behaviours {
  const values: Record<string, Behaviours[keyof Behaviours]> = {}
  for (const [name, rule] of Object.entries(RULES)) values[name] = rule(profile, gates)
  return values as unknown as Behaviours
}

type Rule<Value> = (profile: KubernetesProfile, gates: FeatureGates) => Value

/** The one table of switches: for each the values by the release that introduced them, or its gate. */
const RULES: { readonly [Name in keyof Behaviours]: Rule<Behaviours[Name]> } = {
  release: (profile) => profile,

  availabilityComparison: changes({ '1.13': '<', '1.34': '<=' }),
  rolloutHealth: changes({ '1.13': 'healthy', '1.34': 'unavailable' }),
  maxUnavailableGate: gate('MaxUnavailableStatefulSet'),
  twoPhaseParallel: since('1.37'),
  invalidMaxUnavailableBreaksStatus: both(since('1.35.0'), gate('MaxUnavailableStatefulSet')),
  recreate: gate('StatefulSetRecreateStrategy'),
  knowsRecreate: since('1.37'),

  selfRequeue: changes({ '1.13': 'old', '1.35.4': 'new' }),
  readyRequeueSlackSeconds: changes({ '1.13': 1, '1.35.4': 0 }),
  notFoundOnPodDelete: changes({ '1.13': 'error', '1.36': 'success' }),
  completionForEveryStrategy: since('1.37'),
  carriesConditions: since('1.37'),
  passReadsClockOnce: since('1.35.4'),
  readYourWritesStatefulSet: gate('StaleControllerConsistencyStatefulSet'),
  readYourWritesDaemonSet: gate('StaleControllerConsistencyDaemonSet'),
  claimRetentionPolicy: gate('StatefulSetAutoDeletePVC'),
  startOrdinal: gate('StatefulSetStartOrdinal'),
  podIndexLabel: gate('PodIndexLabel'),
  podEventsCapitalised: since('1.37'),

  semanticRevisionComparison: gate('StatefulSetSemanticRevisionComparison'),
  revisionCreationTimestampNull: until('1.34'),
  numericHashLabelException: until('1.34'),

  immutableFieldsAtOwnPath: since('1.37'),
  statefulSetTemplateValidation: since('1.34'),
  ownerReferenceErrorsAtIndex: since('1.37'),
  containerRestartPolicies: since('1.34'),
  evictionRefusalCause: since('1.37'),
  quotaNamesContainers: since('1.33'),

  tolerationComparison: gate('TaintTolerationComparisonOperators'),
  nodeGracePeriodSeconds: changes({ '1.13': 40, '1.33': 50 }),
  noExecuteSamePass: since('1.34'),
  popFromBackoffQueue: since('1.33'),
  untoleratedTaintNamed: until('1.35.0'),
  strayNotFound: since('1.37'),
  nominatesWhileBinding: since('1.35.0'),
  claimUnusedCondition: gate('PersistentVolumeClaimUnusedSinceTime'),

  plegOnDemand: since('1.37'),
  observedGenerationWrite: since('1.34'),
  sandboxReadyWrite: since('1.36'),
  crashLoopRequeue: since('1.35.0'),

  terminalPhasePrinted: since('1.33'),
  completedContainersRule: since('1.35.0'),
  lastRestartPrinted: since('1.33'),
  volumeAttributesClassPrinted: since('1.33'),
  volumeModePrinted: since('1.33'),
  nodeArchitectureInKernelColumn: since('1.36'),
  emptyNamespaceNamed: since('1.33'),
  legacyTableLayout: until('1.33'),
}

/** The value of the newest listed release that is not above the profile. */
function changes<Value>(
  values: { readonly '1.13': Value } & { readonly [Since in KubernetesProfile]?: Value },
): Rule<Value> {
  const steps = Object.entries(values) as [KubernetesProfile, Value][]
  return (profile) => steps.findLast(([introduced]) => isAtLeast(profile, introduced))![1]
}

function since(introduced: KubernetesProfile): Rule<boolean> {
  return (profile) => isAtLeast(profile, introduced)
}

function until(removed: KubernetesProfile): Rule<boolean> {
  return (profile) => !isAtLeast(profile, removed)
}

function gate(name: FeatureGate): Rule<boolean> {
  return (_profile, gates) => gates[name]
}

function both(first: Rule<boolean>, second: Rule<boolean>): Rule<boolean> {
  return (profile, gates) => first(profile, gates) && second(profile, gates)
}
