// runtime
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
export {
  type EventListener,
  type EventObject,
  EventRecorder,
  type EventRecorderOptions,
  type EventSubject,
} from './runtime/event-recorder.ts'
export { type OwningSet, controllerReference } from './runtime/controller-reference.ts'
export { IndexSet } from './runtime/index-set.ts'
export { type PodKeeper, PodOwners, type PodOwnersOptions } from './runtime/pod-owners.ts'
export { RetryLimiter } from './runtime/retry-limiter.ts'
export { slowStartBatchEnd } from './runtime/slow-start.ts'
export { WorkQueue } from './runtime/work-queue.ts'

// daemon-set
export {
  DaemonPlacement,
  type Eligibility,
  type EligibilityNode,
} from './daemon-set/node-eligibility.ts'
export { type DaemonPodIdentity, daemonPod } from './daemon-set/pod-from-template.ts'
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
