import {
  type DaemonSetStatus,
  type JsonObject,
  type JsonValue,
  type Node,
  type OwnerReference,
  type PersistentVolume,
  type PersistentVolumeClaim,
  Pod,
  type PodDisruptionBudgetStatus,
  type StatefulSetStatus,
  type StoredObject,
  isBeingDeleted,
} from '@seatrial/core'

type Summary = Record<string, JsonValue | undefined>

/** Kinds whose changes are recorded. */
export const RECORDED_KINDS: readonly string[] = [
  'ControllerRevision',
  'DaemonSet',
  'Node',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget',
  'StatefulSet',
]

/** The summary fields of an object as the recordings have them; absent ones are left out. */
export function summariseObject(object: StoredObject): JsonObject {
  const summary: Record<string, JsonValue> = {}
  for (const [field, value] of Object.entries(fieldsOf(object))) {
    if (value !== undefined) summary[field] = value
  }
  return summary
}

function fieldsOf(object: StoredObject): Summary {
  if (object instanceof Pod) return podFields(object)
  const { metadata } = object
  const deleting = isBeingDeleted(object) ? true : undefined
  const finalizers = present(metadata.finalizers)
  switch (object.kind) {
    case 'StatefulSet':
      return {
        gen: metadata.generation,
        replicas: object.spec.replicas || undefined,
        status: statefulSetStatus(object.status),
        deleting,
        finalizers,
      }
    case 'DaemonSet':
      return {
        gen: metadata.generation,
        status: daemonSetStatus(object.status),
        deleting,
        finalizers,
      }
    case 'ControllerRevision':
      return { revision: object.revision, owners: ownersOf(metadata.ownerReferences) }
    case 'PersistentVolumeClaim':
      return { ...claimFields(object), deleting, finalizers }
    case 'PersistentVolume':
      return { ...volumeFields(object), deleting, finalizers }
    case 'Node':
      return nodeFields(object)
    case 'PodDisruptionBudget':
      return { gen: metadata.generation, status: budgetStatus(object.status) }
    default:
      return {}
  }
}

function podFields(pod: Pod): Summary {
  const { containers, metadata, specification } = pod
  const wanted = (specification.template['containers'] ?? []) as readonly JsonObject[]
  const ready = containers.main.filter((container) => container.ready).length
  const grace = pod.deletionGracePeriodSeconds
  return {
    gen: pod.generation,
    observedGen: pod.observedGeneration || undefined,
    phase: pod.phase,
    reason: pod.reason || undefined,
    node: pod.nodeName || undefined,
    rev: metadata.revision || undefined,
    ready: `${ready}/${wanted.length}`,
    state: containerState(pod),
    conditions: podConditions(pod),
    deleting: isBeingDeleted(pod) ? true : undefined,
    grace: grace > 0 ? grace : undefined,
    owners: ownersOf(metadata.ownerReferences),
    image: wanted[0]?.['image'],
    finalizers: present(metadata.finalizers),
    nominated: pod.nominatedNodeName || undefined,
  }
}

function containerState({ containers }: Pod): string | undefined {
  const state = containers.main.at(-1)?.state
  if (state === undefined) return undefined
  return state.type === 'running' ? state.type : `${state.type}:${state.reason}`
}

const UNRECORDED_CONDITIONS = ['Initialized', 'ContainersReady']

function podConditions(pod: Pod): JsonObject | undefined {
  const conditions: Record<string, string> = {}
  for (const { type, status, reason } of pod.conditions) {
    if (!UNRECORDED_CONDITIONS.includes(type)) conditions[type] = withReason(status, reason)
  }
  if (pod.ready !== '') conditions['Ready'] = withReason(pod.ready, pod.readyReason)
  return Object.keys(conditions).length === 0 ? undefined : conditions
}

function claimFields(claim: PersistentVolumeClaim): Summary {
  const { annotations, ownerReferences } = claim.metadata
  const unused = claim.conditions?.find(({ type }) => type === 'Unused')
  const names = Object.keys(annotations).map((key) => key.split('/').at(-1) ?? key)
  return {
    phase: claim.phase,
    volume: claim.volumeName === '' ? undefined : true,
    annotations: present(names.toSorted()),
    selectedNode: annotations['volume.kubernetes.io/selected-node'],
    owners: ownersOf(ownerReferences),
    unused: unused === undefined ? undefined : withReason(unused.status, unused.reason),
  }
}

function volumeFields({ claim, phase }: PersistentVolume): Summary {
  return { phase, claim: claim.split('/')[1] }
}

function nodeFields({ metadata, spec, status }: Node): Summary {
  const ready = status.conditions.find(({ type }) => type === 'Ready')
  const taints = spec.taints.map(({ key, value, effect }) =>
    value === undefined || value === '' ? `${key}:${effect}` : `${key}=${value}:${effect}`,
  )
  return {
    ready: ready === undefined ? undefined : withReason(ready.status, ready.reason),
    taints: present(taints),
    unschedulable: spec.unschedulable ? true : undefined,
    labels: metadata.labels,
  }
}

/** Counters that the API always writes; the others are left out when they are 0. */
const DAEMON_SET_COUNTERS = [
  'currentNumberScheduled',
  'desiredNumberScheduled',
  'numberMisscheduled',
  'numberReady',
]

function daemonSetStatus({ collisionCount: _collisions, ...status }: DaemonSetStatus): JsonObject {
  return withoutZeros(status, DAEMON_SET_COUNTERS)
}

function statefulSetStatus(status: StatefulSetStatus): JsonObject {
  const { conditions: _conditions, currentRevision, updateRevision, ...counters } = status
  return {
    ...withoutZeros(counters, ['replicas', 'availableReplicas', 'collisionCount']),
    ...(currentRevision === '' ? {} : { currentRevision }),
    ...(updateRevision === '' ? {} : { updateRevision }),
  }
}

function budgetStatus(status: PodDisruptionBudgetStatus): JsonObject | undefined {
  const { conditions, disruptedPods, ...counters } = status
  const told = Object.fromEntries(
    conditions.map(({ type, status: value, reason }) => [type, withReason(value, reason)]),
  )
  const disrupted = Object.keys(disruptedPods).toSorted()
  const written: JsonObject = {
    ...withoutZeros(counters, []),
    ...(disrupted.length === 0 ? {} : { disruptedPods: disrupted }),
    ...(conditions.length === 0 ? {} : { conditions: told }),
  }
  return Object.keys(written).length === 0 ? undefined : written
}

function withoutZeros(counters: object, kept: readonly string[]): JsonObject {
  const entries = Object.entries(counters) as [string, number | undefined][]
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, number] =>
        entry[1] !== undefined && (entry[1] !== 0 || kept.includes(entry[0])),
    ),
  )
}

function ownersOf(owners: readonly OwnerReference[]): JsonValue | undefined {
  if (owners.length === 0) return undefined
  return owners.map(({ kind, name, controller, blockOwnerDeletion }) => ({
    ref: `${kind}/${name}`,
    ...(controller === undefined ? {} : { controller }),
    ...(blockOwnerDeletion === undefined ? {} : { block: blockOwnerDeletion }),
  }))
}

function present(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list
}

function withReason(status: string, reason: string): string {
  return reason === '' ? status : `${status}:${reason}`
}
