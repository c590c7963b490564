// format
export type { Churn } from './format/churn.ts'
export type { Condition } from './format/condition.ts'
export { readDocuments } from './format/documents/read-documents.ts'
export type { SourceDocument } from './format/documents/source-document.ts'
export { parseDuration } from './format/duration.ts'
export {
  type Bound,
  type Comparator,
  type Expectation,
  type Statistic,
  parseExpectation,
} from './format/expectation.ts'
export { type FieldPath, formatFieldPath } from './format/field-path.ts'
export type { LatencySettings, PodLatencySettings, StageDistributions } from './format/latency.ts'
export type { ReadFile } from './format/manifest-loader.ts'
export type { Manifest, ManifestOrigin } from './format/manifest.ts'
export { MEASURES, type MeasureName } from './format/measure.ts'
export {
  type ObjectReference,
  type WorkloadKind,
  type WorkloadReference,
  formatObjectReference,
  parseObjectReference,
  parseWorkloadReference,
  refersTo,
} from './format/object-reference.ts'
export { type ParseOptions, parseScenario, scenario } from './format/parse-scenario.ts'
export type { Rate } from './format/rate.ts'
export type { ReadManifests } from './format/read-manifests.ts'
export { readManifestDocuments } from './format/read-manifests.ts'
export type {
  Action,
  ApplyAction,
  ClusterSettings,
  GivenNames,
  NodePool,
  Scenario,
  ScenarioSettings,
  StorageClassSettings,
  TimelineEntry,
  Trigger,
  Until,
} from './format/scenario.ts'
export type { NodeSelection, WorkloadSelection } from './format/selection.ts'
export { InputError, type InputErrorFields, InputErrors, type Position } from './input-error.ts'
