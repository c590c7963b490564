// format
export { resolveImageArgument, type ImageChange } from './format/arguments/image-argument.ts'
export { resolveKubernetesArgument } from './format/arguments/kubernetes-argument.ts'
export { parseSeedArgument } from './format/arguments/seed-argument.ts'
export { parseLatencyArgument, type LatencyArgument } from './format/arguments/latency-argument.ts'
export { resolveProfileArgument } from './format/arguments/profile-argument.ts'
export { resolveScaleArgument, type ScaleChange } from './format/arguments/scale-argument.ts'
export { resolveSetArgument, type FieldChange } from './format/arguments/set-argument.ts'
export type { Churn } from './format/scenario/churn.ts'
export type { Condition } from './format/scenario/condition.ts'
export { INPUT_LIMITS } from './format/documents/input-limits.ts'
export { readDocuments } from './format/documents/read-documents.ts'
export type { SourceDocument } from './format/documents/source-document.ts'
export { parseDuration } from './format/language/duration.ts'
export type { Axis } from './format/experiment/axes.ts'
export type { Baseline, FixedAxis } from './format/experiment/baseline.ts'
export type { Experiment, Goal, Replications } from './format/experiment/experiment.ts'
export {
  type ExperimentFlags,
  experimentFromFlags,
} from './format/experiment/experiment-from-flags.ts'
export { parseExperiment } from './format/experiment/parse-experiment.ts'
export { type ScenarioSource, changedSource } from './format/experiment/scenario-source.ts'
export type { SettingValue } from './format/experiment/setting-value.ts'
export type { Precision, StoppingRule } from './format/experiment/precision.ts'
export { type Target, formatTarget } from './format/experiment/target.ts'
export type { Assignment, Variant } from './format/experiment/variants.ts'
export {
  type Bound,
  type Comparator,
  type Expectation,
  parseExpectation,
} from './format/expectations/expectation.ts'
export type { ExpectationProblem } from './format/expectations/expectation-problem.ts'
export { type FieldPath, formatFieldPath } from './format/paths/field-path.ts'
export { nameFromFile } from './format/paths/file-path.ts'
export { scenarioJsonSchema } from './format/json-schema.ts'
export type {
  LatencySettings,
  PodLatencySettings,
  StageDistributions,
} from './format/scenario/latency.ts'
export {
  containerNames,
  mergePatch,
  restarted,
  withImages,
  withReplicas,
  withValueAt,
} from './format/manifests/manifest-change.ts'
export type { ReadFile } from './format/manifests/manifest-loader.ts'
export type { Manifest, ManifestOrigin } from './format/manifests/manifest.ts'
export { MEASURES, type MeasureName } from './format/expectations/measure.ts'
export { type ObjectPath, type PathStep, parseObjectPath } from './format/paths/object-path.ts'
export {
  type ObjectReference,
  type WorkloadKind,
  type WorkloadReference,
  formatObjectReference,
  parseObjectReference,
  parseWorkloadReference,
  refersTo,
} from './format/language/object-reference.ts'
export {
  type MissingLatency,
  type ObservableLatency,
  type ObservedDuration,
  type ObservedWorkload,
  readObservedPods,
} from './format/manifests/observed.ts'
export { type ParseOptions, parseScenario, scenario } from './format/scenario/parse-scenario.ts'
export type { Rate } from './format/language/rate.ts'
export {
  type Input,
  type InputFile,
  type InputOptions,
  type Manifests,
  readInput,
} from './format/read-input.ts'
export {
  type PathProblem,
  type PathResolution,
  resolveObjectPath,
} from './format/paths/resolve-object-path.ts'
export type {
  Action,
  ApplyAction,
  ClusterSettings,
  FieldAssignment,
  GivenNames,
  NodePool,
  Scenario,
  ScenarioSettings,
  SetAction,
  SetImageAction,
  StorageClassSettings,
  TimelineEntry,
  Until,
} from './format/scenario/scenario.ts'
export type { Trigger } from './format/scenario/timeline.ts'
export type { NodeSelection, WorkloadSelection } from './format/language/selection.ts'
export type { Statistic } from './format/expectations/statistic.ts'
export { type UnsimulatedField, unsimulatedFields } from './format/manifests/unsimulated-fields.ts'
export { addressOf, workloadsOf } from './format/manifests/workloads.ts'

// compare-versions
export {
  type CompareReleasesOptions,
  type ReleaseComparison,
  type ReleaseDifference,
  type SwitchName,
  compareReleases,
} from './compare-versions/compare-releases.ts'
export type { ComparedChange } from './compare-versions/compared-change.ts'
export type { FoundDifference } from './compare-versions/find-difference.ts'

// experiments
export {
  type DrawAudit,
  type DrawConflict,
  type PurposeAudit,
  auditDraws,
} from './experiments/audit-draws.ts'
export {
  analyseComparison,
  type AnalysisOptions,
} from './experiments/analysis/analyse-comparison.ts'
export type {
  BaselineComparison,
  MeasureDifference,
} from './experiments/analysis/baseline-comparison.ts'
export type {
  ComparisonAnalysis,
  DifferenceFamily,
  VariantAnalysis,
} from './experiments/analysis/comparison-analysis.ts'
export { chosenSubject, chosenVariant } from './experiments/analysis/chosen-variant.ts'
export {
  UnjudgedExpectationError,
  isAboutReplications,
} from './experiments/analysis/expectation-claim.ts'
export {
  type NotTriedReason,
  type RunSensitivity,
  type SensitivityAttempt,
  type SensitivityEffort,
  type SensitivitySubject,
  findSensitivity,
  screeningRuns,
} from './experiments/analysis/find-sensitivity.ts'
export { GoalSelection } from './experiments/analysis/goal-selection.ts'
export type { HandBound } from './experiments/analysis/hand-bound.ts'
export type { JudgedExpectation } from './experiments/analysis/judged-expectation.ts'
export {
  type MeasureSummary,
  SUMMARY_PROBABILITIES,
  summariseMeasure,
} from './experiments/analysis/measure-summary.ts'
export type { Objective } from './experiments/analysis/objective.ts'
export type {
  Domination,
  FrontObjective,
  ParetoFront,
} from './experiments/analysis/pareto-front.ts'
export type {
  Answer,
  Guarantee,
  Recommendation,
  RunnerUp,
} from './experiments/analysis/recommendation.ts'
export type { Rehearsal } from './experiments/analysis/rehearsal.ts'
export {
  type DecisiveSwitch,
  type ReleaseFinding,
  findReleaseDifferences,
} from './experiments/analysis/release-findings.ts'
export { IncompleteReplicationsError } from './experiments/analysis/replication-table.ts'
export { type RolloutTimeout, type Uncovered } from './experiments/analysis/rollout-timeout.ts'
export {
  type InputEffect,
  type MovedAnswer,
  type MovedInput,
  type MovedSamples,
  type Sensitivity,
  type SpreadOfAnswer,
  analyseSensitivity,
} from './experiments/analysis/sensitivity.ts'
export {
  type SensitivityPlan,
  sensitiveInputs,
  sensitivityStudy,
} from './experiments/analysis/sensitivity-study.ts'
export {
  type RunCertainty,
  defaultReplications,
  runCertainty,
  studyOfRun,
  subjectOfRun,
  verdictsOver,
} from './experiments/analysis/run-certainty.ts'
export type { StallDifference } from './experiments/analysis/stall-difference.ts'
export { EnoughReplications, isSelectedByMean } from './experiments/enough-replications.ts'
export { ReplicationStore } from './experiments/replication-store.ts'
export type { Replication } from './experiments/replication.ts'
export {
  REPLICATION_MEASURES,
  type ReplicationMeasure,
  type ReplicationMeasureName,
} from './experiments/replication-measure.ts'
export {
  type ComparisonDocument,
  comparisonDocument,
  comparisonJsonSchema,
} from './experiments/results/comparison-document.ts'
export { COMPARISON_SCHEMA_VERSION } from './experiments/results/comparison-schema.ts'
export { variantTable, writeReplications } from './experiments/results/study-tables.ts'
export { runReplication } from './experiments/run-replication.ts'
export type { Claim, Comparison, Evidence, Judgement } from './experiments/statistics/claim.ts'
export {
  type ConfidenceInterval,
  DEFAULT_LEVEL,
  simultaneousLevel,
} from './experiments/statistics/confidence-interval.ts'
export { judgeClaim } from './experiments/statistics/judge-claim.ts'
export {
  type Elimination,
  KimNelson,
  type KimNelsonOptions,
} from './experiments/statistics/kim-nelson.ts'
export {
  type KnownMean,
  type MeanEstimate,
  SMALL_SAMPLE_BELOW,
  estimateMean,
} from './experiments/statistics/mean.ts'
export {
  type KnownDifference,
  type PairedDifference,
  directionOf,
  estimateDifference,
} from './experiments/statistics/paired-difference.ts'
export {
  type ProbabilityEstimate,
  estimateProbability,
  probabilityLowerBound,
  probabilityUpperBound,
} from './experiments/statistics/probability.ts'
export {
  type OrderStatisticInterval,
  type QuantileBound,
  type QuantileEstimate,
  estimateQuantile,
  quantileUpperBound,
  replicationsForInterval,
  replicationsForUpperBound,
} from './experiments/statistics/quantile.ts'
export {
  type BootstrapOptions,
  type QuantileDifference,
  estimateQuantileDifference,
} from './experiments/statistics/quantile-difference.ts'
export { type RatioEstimate, estimateRatio } from './experiments/statistics/ratio.ts'
export {
  type Sample,
  type SortedSample,
  type Unfinished,
  countUnfinished,
  describeUnfinished,
  sortSample,
} from './experiments/statistics/sample.ts'
export {
  Selection,
  type SelectionAnswer,
  type SelectionOptions,
  type SelectionValues,
  type Standing,
} from './experiments/statistics/selection.ts'
export {
  type PrecisionTarget,
  STOPPING_BLOCK,
  SequentialStopping,
  type StoppingOptions,
} from './experiments/statistics/sequential-stopping.ts'
export {
  type TimeoutAdvice,
  type TimeoutOptions,
  adviseTimeout,
} from './experiments/statistics/timeout-advice.ts'
export type { LeftOutVariant, RunConditions, Study, StudyVariant } from './experiments/study.ts'
export { type StudyOptions, studyOf } from './experiments/study-of.ts'

// documents
export { type BehaviourSources, behaviourDocument } from './documents/behaviour-document.ts'
export { writeKubectlJson, writeKubectlYaml } from './documents/kubectl-documents.ts'
export { writeYaml } from './documents/write-yaml.ts'

// quick
export { type CommentedScenarioOptions, commentedScenario } from './quick/commented-scenario.ts'
export { experimentFromManifests } from './quick/experiment-from-manifests.ts'
export { withLatencies } from './quick/given-latencies.ts'
export type { ChangeOptions, LatencyOptions, QuickOptions } from './quick/quick-options.ts'
export { scenarioFromManifests } from './quick/scenario-from-manifests.ts'

// input errors
export { InputError, type InputErrorFields, InputErrors, type Position } from './input-error.ts'

// invariants
export { InvariantWatch } from './invariants/invariant-watch.ts'
export { INVARIANT_TEXTS } from './invariants/invariants.ts'
export type { InvariantText, KnownException } from './invariants/invariant.ts'
export type { InvariantName, Violation } from './invariants/violation.ts'

// kubectl
export { type FieldSelector, fieldSelector } from './kubectl/field-selector.ts'
export { type JsonPath, jsonText, parseJsonPath, textAt, valuesAt } from './kubectl/json-path.ts'
export { type CommandRun, Kubectl, type KubectlOptions } from './kubectl/kubectl.ts'
export { printRequestsOf } from './kubectl/print-requests.ts'

// results
export { type Column, type ColumnType, type Field } from './results/csv/column.ts'
export { writeTable } from './results/csv/write-table.ts'
export type { SeenValue, Verdict } from './results/expectations/verdict.ts'
export { POD_COLUMNS } from './results/pods/pod-columns.ts'
export { POD_ENDINGS, type PodEnding } from './results/pods/pod-ending.ts'
export { BEFORE_RUN } from './results/pods/pod-lives.ts'
export { type PodRow, podFields } from './results/pods/pod-row.ts'
export { POD_PARTS, POD_STAGES, type PodPart, type PodStage } from './results/pods/pod-stages.ts'
export type {
  PodWait,
  Rollout,
  RolloutEnd,
  RolloutKind,
  RolloutMeasures,
} from './results/rollouts/rollout.ts'
export type { ExplainWaits } from './results/rollouts/rollout-tracker.ts'
export { type ReadonlyTally, Tally } from './results/rollouts/tally.ts'
export type { RowOptions, RowOutput } from './results/row-outputs.ts'
export { RunRecorder, type RunRecorderOptions } from './results/run-recorder.ts'
export { outputsDocument } from './results/outputs-document.ts'
export type { ByteSink } from './results/sink.ts'
export {
  TIMELINE_COLUMNS,
  type TimelineRow,
  timelineFields,
} from './results/timeline/timeline-row.ts'
export type { LatencyOrigin } from './results/summary/latency-origins.ts'
export { type SummaryOptions, summariseRun } from './results/summary/summarise-run.ts'
export { type Summary, summaryJsonSchema } from './results/summary/summary.ts'
export { TraceDigest } from './results/trace/trace-digest.ts'
export { ROLLOUT_WAITS, type RolloutWait } from './results/waits/critical-path.ts'
export type { WaitSources } from './results/waits/wait-sources.ts'
export { type WorkloadName, workloadLabel } from './results/workloads/workload-name.ts'

// run
export {
  type BuiltCluster,
  type InputUncertainty,
  type RunOptions,
  buildCluster,
} from './run/build-cluster.ts'
export type { ControlPlaneFlags } from './run/control-plane-flags.ts'
export { Cluster, type ControllerFollower } from './run/cluster.ts'
export {
  type ClientLimits,
  type ClusterOptions,
  DEFAULT_CLIENT_LIMITS,
} from './run/cluster-options.ts'
export { ControllerProcess, type ControllerProcessOptions } from './run/controller-process.ts'
export type { ObservedRun, RunObserver } from './run/run-observer.ts'
export type { RunOutcome, RunResult } from './run/run-result.ts'
export { ScenarioRun } from './run/scenario-run.ts'
export { simulate } from './run/simulate.ts'
export type { SimulateOptions } from './run/simulate-options.ts'
export type { Wait } from './run/waits.ts'
