// runtime
export { type FirstPass, PassClock } from './runtime/pass-clock.ts'
export { PodDirectory } from './runtime/pod-directory.ts'
export type {
  ControllerEnvironment,
  ControllerInformers,
} from './runtime/controller-environment.ts'
export {
  ControllerLoop,
  type ControllerLoopOptions,
  type Pausing,
  type Progress,
  type Reconciler,
  Sync,
} from './runtime/controller-loop.ts'
export { EventFeed } from './runtime/event-feed.ts'
export {
  type EventListener,
  type EventObject,
  EventRecorder,
  type EventRecorderOptions,
  type EventSubject,
} from './runtime/event-recorder.ts'
export { type OwningSet, controllerReference } from './runtime/controller-reference.ts'
export { Expectations, type OpenExpectations } from './runtime/expectations.ts'
export { IndexSet } from './runtime/index-set.ts'
export { type PassObserver, PassObservers, type PodDecision } from './runtime/pass-observer.ts'
export { type PodKeeper, PodOwners, type PodOwnersOptions } from './runtime/pod-owners.ts'
export { RetryLimiter } from './runtime/retry-limiter.ts'
export { slowStartBatchEnd } from './runtime/slow-start.ts'
export { WorkQueue } from './runtime/work-queue.ts'

// daemon-set
export {
  DaemonSetController,
  type DaemonSetControllerOptions,
} from './daemon-set/daemon-set-controller.ts'
export type { DaemonSetReconciler } from './daemon-set/daemon-set-reconciler.ts'
export type { NodeOrdering } from './daemon-set/node-ranking.ts'
export type { DaemonSetStep, DaemonSetSync } from './daemon-set/daemon-set-sync.ts'
export {
  DaemonPlacement,
  type Eligibility,
  type EligibilityNode,
} from './daemon-set/node-eligibility.ts'
export { type DaemonPodIdentity, daemonPod, pinnedTo } from './daemon-set/pod-from-template.ts'
export { effectiveTolerations } from './daemon-set/effective-tolerations.ts'

// history
export { daemonSetRevisionData, statefulSetRevisionData } from './history/revision-data.ts'
export {
  daemonSetRevisionHash,
  revisionName,
  statefulSetRevisionHash,
} from './history/revision-hash.ts'
export { REVISION_HASH_LABEL, revisionMetadata } from './history/revision-metadata.ts'

// stateful-set
export {
  claimName,
  claimTemplateNames,
  claimsFromTemplates,
} from './stateful-set/claim-from-template.ts'
export {
  type StatefulSetPodIdentity,
  statefulSetPod,
  statefulSetPodName,
} from './stateful-set/pod-from-template.ts'

// garbage-collection
export {
  GarbageCollector,
  type GarbageCollectorOptions,
} from './garbage-collection/garbage-collector.ts'
export { StatefulSetController } from './stateful-set/stateful-set-controller.ts'
export type { Reason } from './stateful-set/stateful-set-sync.ts'

// background-load
export { BackgroundLoad, type BackgroundLoadOptions } from './background-load/background-load.ts'

// taint-eviction
export { type Stay, judgePod, patienceSeconds } from './taint-eviction/judge-pod.ts'
export {
  TaintEvictionController,
  type TaintEvictionOptions,
} from './taint-eviction/taint-eviction-controller.ts'

// pod-gc
export {
  PodGarbageCollector,
  type PodGarbageCollectorOptions,
} from './pod-gc/pod-garbage-collector.ts'

// resource quota
export {
  ResourceQuotaController,
  type ResourceQuotaControllerOptions,
} from './resource-quota/resource-quota-controller.ts'

// disruption
export {
  DisruptionController,
  type DisruptionControllerOptions,
} from './disruption/disruption-controller.ts'
export { InformedScales } from './disruption/informed-scales.ts'
export type { ScaleSources, Scaled } from './disruption/owner-scales.ts'

// drain
export { Drain, type DrainListener, type DrainOutcome } from './drain/drain.ts'
export { type DrainNotice, drainText, errorListText } from './drain/drain-notice.ts'
export type { DrainOptions } from './drain/drain-options.ts'
export { Drains, type DrainsOptions } from './drain/drains.ts'

// node-lifecycle
export {
  CloudNodeController,
  type CloudNodeOptions,
} from './node-lifecycle/cloud-node-controller.ts'
export {
  NodeLifecycleController,
  type NodeLifecycleOptions,
} from './node-lifecycle/node-lifecycle-controller.ts'
export {
  type NodeLifecycleSettings,
  defaultNodeLifecycleSettings,
} from './node-lifecycle/settings.ts'
