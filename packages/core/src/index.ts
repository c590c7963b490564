// kernel
export { type Alarm, type AlarmHandler, Alarms } from './kernel/alarms.ts'
export { assertValid } from './kernel/distributions/assert-valid.ts'
export { DistributionError } from './kernel/distributions/distribution-error.ts'
export type {
  ConstantDistribution,
  Distribution,
  EmpiricalDistribution,
  ExponentialDistribution,
  GammaDistribution,
  LogNormalDistribution,
  MixtureComponent,
  MixtureDistribution,
  ShiftedDistribution,
  TriangularDistribution,
  TruncatedDistribution,
  UniformDistribution,
  WeibullDistribution,
} from './kernel/distributions/distribution.ts'
export { lawOf, mean, quantile, standardDeviation } from './kernel/distributions/law-of.ts'
export type { Law } from './kernel/distributions/law.ts'
export { logNormalFromQuantiles } from './kernel/distributions/log-normal.ts'
export { type Sampler, compileSampler, sample } from './kernel/distributions/sampling.ts'
export { scaled } from './kernel/distributions/scaled.ts'
export { type EntityKey, entityKey, joinedKey } from './kernel/entity-key.ts'
export { type TieBreak, comesBefore, rankingOf } from './kernel/event-order.ts'
export {
  EVENT_KIND_MAX,
  type EventHandle,
  type EventQueue,
  NO_EVENT,
} from './kernel/event-queue.ts'
export { PagedEventQueue } from './kernel/paged-event-queue.ts'
export { PHASES, type Phase } from './kernel/phases.ts'
export {
  type DrawRecorder,
  type Purpose,
  RandomStreams,
  integer,
  keyedOrder,
  uniform,
} from './kernel/random-streams.ts'
export { Server, type ServerOptions } from './kernel/server.ts'
export {
  type EventKind,
  Simulation,
  type SimulationOptions,
  type TracedEvent,
  type Tracer,
} from './kernel/simulation.ts'
export { quantileOfSorted, sampleQuantile } from './kernel/statistics/sample-quantile.ts'
export { Tally } from './kernel/statistics/tally.ts'
export { TimeWeighted } from './kernel/statistics/time-weighted.ts'
export {
  type Duration,
  NEVER,
  START,
  type SimTime,
  after,
  between,
  hours,
  microseconds,
  milliseconds,
  minutes,
  seconds,
  toSeconds,
  truncateToSecond,
} from './kernel/time.ts'
export { TokenBucket, type TokenBucketOptions } from './kernel/token-bucket.ts'

// node
export { HeartbeatClock, NEVER_YET } from './node/heartbeats/heartbeat-clock.ts'
export {
  type HeartbeatKind,
  type HeartbeatListener,
  type HeartbeatSource,
  type NodeClocks,
  NodeHeartbeats,
} from './node/heartbeats/node-heartbeats.ts'
export {
  type Machines,
  NodeStatusReporter,
  reportedConditions,
} from './node/heartbeats/node-status-reporter.ts'
export type { ImageGarbageSettings } from './node/image-garbage.ts'
export { type ImageFacts, ImageStore } from './node/image-store.ts'
export type { NodeDependency, NodeService } from './node/node-dependencies.ts'
export { NodePressure, type Pressure } from './node/node-pressure.ts'
export { NodeShutdowns, type Shutdown } from './node/node-shutdowns.ts'
export type { NodeResource } from './node/node-slots.ts'
export { type KubeletOptions, Kubelets, type NodeHealthListener } from './node/kubelet.ts'
export type { StartWaits } from './node/start-waits.ts'
export { conditionsOf } from './node/container-situations.ts'
export { type ContainerFacts, type PodFacts, type PullPolicy, podFacts } from './node/pod-facts.ts'
export { INSTANT_MOUNTS, type MountListener, type VolumeMounter } from './node/volume-mounter.ts'

// profiles
export { ApiLatency, WatchLatency } from './profiles/api-latency.ts'
export { INPUT_SPREADS, drawLatencies } from './profiles/input-uncertainty.ts'
export {
  type Latencies,
  type LatencyInput,
  type LatencyName,
  type LatencyScaling,
  mapLatencies,
  scaleLatencies,
} from './profiles/latencies.ts'
export {
  type LatencyOverride,
  type LatencyOverrides,
  LatencyModel,
  type PodLatencyModel,
  workloadKey,
} from './profiles/latency-model.ts'
export {
  type ImageProfile,
  LATENCY_STAGES,
  type LatencyProfile,
  type LatencyStage,
  type Origin,
  type StageLatency,
} from './profiles/latency-profile.ts'
export { LATENCY_PROFILES, findLatencyProfile } from './profiles/profiles.ts'
export { type Slowdown, StageSampler, StageSamplers } from './profiles/stage-samplers.ts'

// scheduler
export {
  PodScheduler,
  type PodSchedulerOptions,
  SCHEDULER_CLIENT_LIMITS,
} from './scheduler/pod-scheduler.ts'

// churn
export { Churn } from './churn/churn.ts'
export {
  type ChurnOptions,
  type ChurnRate,
  type NodeFailureOptions,
  type Provisioner,
  type Replacement,
  type SpotInterruptionOptions,
  TRACE_EVENTS,
  type TraceEntry,
  type TraceEvent,
  type ZoneOutageOptions,
} from './churn/churn-options.ts'
export { Fleet, type FleetListener } from './churn/fleet.ts'
export { type Machine, type MachineHands, MachineSlot, type MachineState } from './churn/machine.ts'
export { PROVISIONERS, type ProvisionerTimes } from './churn/provisioners.ts'

// store
export type { ApiClient, Requester } from './store/api-client.ts'
export {
  type ApiRequest,
  type DeletionPropagation,
  type OwnerChange,
  type PodBinding,
  type PodStatusChange,
  type PodToCreate,
  type SchedulingStatus,
  type Verb,
  comesFirst,
} from './store/api-request.ts'
export {
  type ApiResult,
  DONE,
  type Refusal,
  type RefusalReason,
  isRefusedFor,
  refused,
} from './store/api-result.ts'
export { ApiServer, type ApiServerOptions } from './store/api-server.ts'
export type { Cause, Clock } from './store/change-feed.ts'
export { Collection, type ReadonlyCollection } from './store/collection.ts'
export type { DeleteOptions } from './store/delete-options.ts'
export type { EvictionOptions, EvictionStore, Preconditions } from './store/eviction/eviction.ts'
export { evictPod } from './store/eviction/evict-pod.ts'
export { executeRequest } from './store/execute-request.ts'
export {
  Informer,
  type InformerOptions,
  type WatchDelay,
  type WatchSelector,
} from './store/informer.ts'
export {
  type ClientUsage,
  LimitedClient,
  type LimitedClientOptions,
  type RequestLatency,
} from './store/limited-client.ts'
export { KeyedNames, NO_PINNED_NAMES, type PinnedNames } from './store/keyed-names.ts'
export type { NameSource } from './store/names.ts'
export { type Admission, type PendingRequest, RequestQueue } from './store/request-queue.ts'
export { PodUpdateAdmission } from './store/pod-update-admission.ts'
export { RETRIES_MAX, retryPause } from './store/retry-after.ts'
export { StatusAdmission } from './store/status-admission.ts'
export type { ChangeListener, ChangeType, StoredChange } from './store/stored-change.ts'

// quota
export { claimShare } from './quota/claim-share.ts'
export { podShare } from './quota/pod-share.ts'
export { QuotaAdmission, type QuotaAdmissionOptions } from './quota/quota-admission.ts'
export { hasScopes, isInScope } from './quota/quota-scopes.ts'
export {
  type ResourceList,
  addResources,
  amountOf,
  isSameResourceList,
  readResourceList,
  subtractResources,
  writeResourceList,
} from './quota/resource-list.ts'

// volumes
export { AttachedVolumes, type AttachedVolumesOptions } from './volumes/attached-volumes.ts'
export { resizeRefusal } from './volumes/claim-resize.ts'
export type { VolumeWaits } from './volumes/volume-waits.ts'
export {
  PROVISIONER_CLIENT_LIMITS,
  type VolumeClients,
  VolumeController,
  type VolumeControllerOptions,
} from './volumes/volume-controller.ts'

// api
export {
  type EventObject,
  type EventSink,
  type EventSubject,
  NO_EVENTS,
  objectSubject,
  podSubject,
} from './api/event-object.ts'
export { InvariantError, assert, assertNever } from './assert.ts'
export { type ApiTime, UNSET, fromApiTime, toApiTime } from './api/api-time.ts'
export {
  type ContainerState,
  type ContainerStatus,
  type ContainerStatuses,
  NO_CONTAINER_STATUSES,
  waitingContainer,
} from './api/container-statuses.ts'
export type { ControllerRevision } from './api/controller-revision.ts'
export {
  type DaemonSet,
  type DaemonSetSpec,
  type DaemonSetStatus,
  type DaemonSetUpdateStrategy,
  NEW_DAEMON_SET_STATUS,
} from './api/daemon-set.ts'
export {
  type Node,
  type NodeCondition,
  type NodeSpec,
  type NodeStatus,
  type Taint,
  nodeReadiness,
} from './api/node.ts'
export {
  NO_FINALIZERS,
  NO_OWNERS,
  NO_STRINGS,
  type ObjectMeta,
  type OwnerReference,
  type StringMap,
  controllerOf,
} from './api/object-meta.ts'
export {
  CLAIM_PROTECTION_FINALIZER,
  type ClaimCondition,
  type PersistentVolume,
  type PersistentVolumeClaim,
  VOLUME_PROTECTION_FINALIZER,
} from './api/persistent-volume.ts'
export { UNUSABLE_SELECTOR, budgetSelector } from './api/budget-selector.ts'
export {
  type DisruptionCondition,
  type DisruptionReason,
  type PodDisruptionBudget,
  type PodDisruptionBudgetSpec,
  type PodDisruptionBudgetStatus,
  withDisruptionAllowed,
  withDisruptionCondition,
} from './api/pod-disruption-budget.ts'
export type { ResourceQuota, ResourceQuotaStatus } from './api/resource-quota.ts'
export {
  type DisruptionTargetReason,
  disruptionTarget,
  podCondition,
  withPodCondition,
} from './api/pod-conditions.ts'
export {
  isBound,
  isCreated,
  isRunningAndReady,
  isTerminal,
  isTerminating,
} from './api/pod-predicates.ts'
export { type PodSpecification, podSpecification } from './api/pod-specification.ts'
export {
  type ClaimVolume,
  type ConditionStatus,
  NO_CONDITIONS,
  NO_VOLUMES,
  Pod,
  type PodCondition,
  type PodIdentity,
  PodMetadata,
  type PodPhase,
  type PodVolumes,
  draftOf,
  isSamePod,
} from './api/pod.ts'
export type { PodWait, PodWaitReason } from './api/pod-wait.ts'
export {
  DEFAULT_TOLERATION_SECONDS,
  admitPod,
  withDefaultTolerations,
} from './api/pod-admission.ts'
export { isSameJson } from './api/same-json.ts'
export {
  readClaim,
  readControllerRevision,
  readDaemonSet,
  readDisruptionBudget,
  readNode,
  readObject,
  readStatefulSet,
  readVolume,
} from './api/serialization/read-object.ts'
export { listField, objectField, objectsField } from './api/serialization/read-fields.ts'
export { readPinnedNode, readPod, readVolumes } from './api/serialization/read-pod.ts'
export { writeObject } from './api/serialization/write-object.ts'
export { writePod } from './api/serialization/write-pod.ts'
export { writeTime } from './api/serialization/write-time.ts'
export {
  NEW_STATEFUL_SET_STATUS,
  type StatefulSet,
  type StatefulSetCondition,
  type StatefulSetSpec,
  type StatefulSetStatus,
  type StatefulSetUpdateStrategy,
} from './api/stateful-set.ts'
export {
  type MetaObject,
  type MetaResource,
  type PlainObject,
  RESOURCES,
  type Resource,
  type ResourceTypes,
  type StoredKind,
  type StoredObject,
  findResource,
  isBeingDeleted,
  keyOf,
  kindOf,
  nameOf,
  namespaceOf,
  resourceOf,
  resourceVersionOf,
  uidOf,
} from './api/stored-object.ts'
export {
  type ApiField,
  type ApiFields,
  type ApiSchema,
  type ApiType,
  type ScalarName,
  apiSchema,
} from './api/api-schema.ts'
export { type Behaviours, behaviours } from './api/behaviours.ts'
export { applyDefaults } from './api/defaults/apply-defaults.ts'
export { canonicalJson } from './api/canonical-json.ts'
export { compareText } from './api/compare-text.ts'
export {
  FEATURE_GATES,
  type FeatureGate,
  type FeatureGates,
  UnknownFeatureGateError,
  knowsFeatureGate,
  resolveFeatureGates,
} from './api/feature-gates.ts'
export {
  type IntOrString,
  allowsSurge,
  daemonSetMaxSurge,
  daemonSetMaxUnavailable,
  scaledValue,
  statefulSetMaxUnavailable,
} from './api/int-or-string.ts'
export { type JsonObject, type JsonValue, isJsonObject, jsonAt } from './api/json.ts'
export {
  DEFAULT_KUBERNETES_PROFILE,
  KUBERNETES_PROFILES,
  type KubernetesProfile,
  isAtLeast,
  resolveKubernetesProfile,
} from './api/kubernetes-version.ts'
export { type LabelRequirement } from './api/label-requirement.ts'
export {
  LabelSelector,
  UnusableLabelSelectorError,
  compileLabelSelector,
} from './api/label-selector.ts'
export { labelValue, qualifiedName } from './api/label-syntax.ts'
export { groupOf, qualifiedResource } from './api/resource-group.ts'
export { parseLabelSelector } from './api/parse-label-selector.ts'
export { editDistance, nearestWord } from './api/nearest-word.ts'
export { NodeSelector, compileNodeSelector, compileNodeSelectorTerms } from './api/node-selector.ts'
export {
  TEMPLATE_GENERATION_ANNOTATION,
  prepareForCreate,
  prepareForStatusUpdate,
  prepareForUpdate,
} from './api/object-preparation.ts'
export { isInRange, isMember, ordinalOf, parentOf } from './api/ordinal.ts'
export {
  type Quantity,
  type QuantityFormat,
  addQuantities,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  quantityMilliValue,
  quantitySign,
  quantityValue,
  roundUpToMilli,
  subtractQuantities,
  toMilliNumber,
} from './api/quantity.ts'
export { storedForm } from './api/stored-form.ts'
export { type Toleration, isTolerated, tolerates } from './api/toleration.ts'
export {
  type UnknownField,
  droppedFields,
  unknownFields,
  withoutUnknownFields,
} from './api/unknown-fields.ts'
export { type WallTime, formatTimestamp, parseTimestamp, wallTimeAt } from './api/timestamp.ts'
export {
  type ApiServerConfiguration,
  apiServerConfiguration,
} from './api/validation/api-server-configuration.ts'
export { type Decoding, type WrongType, decode } from './api/validation/decode.ts'
export { disruptionBudgetErrors } from './api/validation/disruption-budget.ts'
export type { BadValue, FieldError, FieldErrorType } from './api/validation/field-error.ts'
export { fieldErrorText } from './api/validation/field-error-text.ts'
export {
  type Verdict,
  judgeCreate,
  judgeStatusUpdate,
  judgeUpdate,
} from './api/validation/judge-manifest.ts'
export { podUpdateErrors } from './api/validation/pod/pod-update.ts'
export {
  type ValidatedKind,
  type Validation,
  validateCreate,
  validateStatusUpdate,
  validateUpdate,
  warningsOnCreate,
} from './api/validation/validate.ts'
