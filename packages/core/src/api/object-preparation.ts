import { applyDefaults } from './defaults/apply-defaults.ts'
import { changeObject, fillAbsent, fillEmpty } from './defaults/fill.ts'
import { type FeatureGates, resolveFeatureGates } from './feature-gates.ts'
import { type JsonObject, jsonAt } from './json.ts'
import type { KubernetesProfile } from './kubernetes-version.ts'
import { admitNode } from './node-admission.ts'
import { admitPod } from './pod-admission.ts'
import { isSameJson } from './same-json.ts'

/** Counts the changes of a DaemonSet's template; daemon pods repeat it in a label. */
export const TEMPLATE_GENERATION_ANNOTATION = 'deprecated.daemonset.template.generation'

const CLUSTER_SCOPED = ['Namespace', 'Node', 'PersistentVolume', 'PriorityClass', 'StorageClass']

/** Kinds whose changes of the spec are counted in `metadata.generation`. */
const COUNTED = [
  'DaemonSet',
  'Deployment',
  'Job',
  'PodDisruptionBudget',
  'ReplicaSet',
  'StatefulSet',
]

/** Metadata that only the API server writes. */
const SERVER_METADATA = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]

/**
 * A manifest as it is stored when it is created: with its defaults, generation 1 and no status (only
 * a Node may tell its own), in namespace `default` where it names none. What only the server knows
 * (uid, creation time, resourceVersion) is left for the store to add.
 */
export function prepareForCreate(
  kind: string,
  manifest: JsonObject,
  profile: KubernetesProfile,
  gates: FeatureGates = resolveFeatureGates(profile),
  tolerationSeconds?: number,
): JsonObject {
  const { status: _status, ...withoutStatus } = manifest
  const wanted = kind === 'Node' ? manifest : withoutStatus
  const defaulted = applyDefaults(kind, wanted, profile, gates)
  const prepared = changeMetadata(defaulted, (metadata) => newMetadata(kind, metadata))
  switch (kind) {
    case 'DaemonSet':
      return withTemplateGeneration(prepared, 1)
    case 'Node':
      return admitNode(prepared)
    case 'Pod':
      return admitPod(prepared, tolerationSeconds)
    default:
      return prepared
  }
}

/**
 * A manifest as it is stored when it replaces `stored` through the main resource: the status and the
 * server's metadata stay, and the generation grows when the spec means something else.
 */
export function prepareForUpdate(
  kind: string,
  manifest: JsonObject,
  stored: JsonObject,
  profile: KubernetesProfile,
  gates: FeatureGates = resolveFeatureGates(profile),
): JsonObject {
  const { status: _status, ...withoutStatus } = manifest
  const { status } = stored
  const defaulted = applyDefaults(kind, withoutStatus, profile, gates, stored)
  const isChanged = !isSameJson(defaulted['spec'], stored['spec'])
  const prepared = changeMetadata(defaulted, (metadata) =>
    keptMetadata(metadata, stored, COUNTED.includes(kind) && isChanged),
  )
  const withStatus = status === undefined ? prepared : { ...prepared, status }
  return kind === 'DaemonSet' ? countTemplateChange(withStatus, stored) : withStatus
}

/**
 * A manifest as it is stored when it replaces `stored` through the status sub-resource: the spec
 * stays, and so does the generation.
 */
export function prepareForStatusUpdate(
  kind: string,
  manifest: JsonObject,
  stored: JsonObject,
  profile: KubernetesProfile,
  gates: FeatureGates = resolveFeatureGates(profile),
): JsonObject {
  const defaulted = applyDefaults(kind, manifest, profile, gates, stored)
  const prepared = changeMetadata(defaulted, (metadata) => keptMetadata(metadata, stored, false))
  const { spec } = stored
  return spec === undefined ? prepared : { ...prepared, spec }
}

function newMetadata(kind: string, metadata: JsonObject): JsonObject {
  const { generation: _generation, ...rest } = without(metadata, SERVER_METADATA)
  const counted = COUNTED.includes(kind) ? { ...rest, generation: 1 } : rest
  return CLUSTER_SCOPED.includes(kind) ? counted : fillEmpty(counted, { namespace: 'default' })
}

/** The server's own metadata stay. A namespace may only be left out: another one is refused later. */
function keptMetadata(metadata: JsonObject, stored: JsonObject, isCounted: boolean): JsonObject {
  const old = (stored['metadata'] ?? {}) as JsonObject
  const { generation, namespace } = old
  const kept = SERVER_METADATA.filter((field) => old[field] !== undefined)
  return {
    ...(namespace !== undefined && { namespace }),
    ...without(metadata, SERVER_METADATA),
    ...Object.fromEntries(kept.map((field) => [field, old[field]!])),
    ...(generation !== undefined && { generation: Number(generation) + (isCounted ? 1 : 0) }),
  }
}

/** The annotation of a DaemonSet follows its template, whatever the user writes. */
function countTemplateChange(set: JsonObject, stored: JsonObject): JsonObject {
  const annotation = jsonAt(stored, 'metadata', 'annotations', TEMPLATE_GENERATION_ANNOTATION)
  const count = Number(annotation ?? 0)
  const isChanged = !isSameJson(jsonAt(set, 'spec', 'template'), jsonAt(stored, 'spec', 'template'))
  return withTemplateGeneration(set, isChanged ? count + 1 : count)
}

function withTemplateGeneration(set: JsonObject, count: number): JsonObject {
  return changeMetadata(set, (metadata) => ({
    ...metadata,
    annotations: {
      ...(metadata['annotations'] as JsonObject | undefined),
      [TEMPLATE_GENERATION_ANNOTATION]: String(count),
    },
  }))
}

function changeMetadata(
  object: JsonObject,
  change: (metadata: JsonObject) => JsonObject,
): JsonObject {
  return changeObject(fillAbsent(object, { metadata: {} }), 'metadata', change)
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
}
