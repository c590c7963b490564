import type { ControllerRevision } from '../controller-revision.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import type { Node } from '../node.ts'
import type { ObjectMeta } from '../object-meta.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../persistent-volume.ts'
import type { PodDisruptionBudgetStatus } from '../pod-disruption-budget.ts'
import { Pod } from '../pod.ts'
import type { StatefulSetStatus } from '../stateful-set.ts'
import type { MetaObject, StoredObject } from '../stored-object.ts'
import type { WallTime } from '../timestamp.ts'
import { withoutEmpty } from './without-empty.ts'
import { writePod } from './write-pod.ts'
import { writeTime } from './write-time.ts'

/** A stored object in the shape that `kubectl get -o json` prints; `epoch` is the wall time of t = 0. */
export function writeObject(object: StoredObject, epoch: WallTime): JsonObject {
  return object instanceof Pod ? writePod(object, epoch) : writeMetaObject(object, epoch)
}

function writeMetaObject(object: MetaObject, epoch: WallTime): JsonObject {
  const head = {
    apiVersion: apiVersionOf(object.kind),
    kind: object.kind,
    metadata: writeMetadata(object.metadata, epoch),
  }
  switch (object.kind) {
    case 'StatefulSet':
      return {
        ...head,
        spec: withoutEmpty(object.spec as unknown as JsonObject),
        status: writeStatefulSetStatus(object.status, epoch),
      }
    case 'DaemonSet':
      return {
        ...head,
        spec: withoutEmpty(object.spec as unknown as JsonObject),
        status: asJson(object.status),
      }
    case 'PodDisruptionBudget':
      return {
        ...head,
        spec: asJson(object.spec),
        status: writeDisruptionStatus(object.status, epoch),
      }
    case 'ResourceQuota':
      return { ...head, spec: object.spec, status: asJson(object.status) }
    case 'ControllerRevision':
      return { ...head, ...writeRevision(object) }
    case 'Node':
      return { ...head, ...writeNode(object, epoch) }
    case 'PersistentVolumeClaim':
      return { ...head, ...writeClaim(object, epoch) }
    case 'PersistentVolume':
      return { ...head, ...writeVolume(object) }
    default:
      return { ...head, ...object.content }
  }
}

function writeMetadata(metadata: ObjectMeta, epoch: WallTime): JsonObject {
  return withoutEmpty({
    name: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
    resourceVersion: String(metadata.resourceVersion),
    generation: metadata.generation,
    creationTimestamp: writeTime(metadata.creationTimestamp, epoch),
    deletionTimestamp: writeTime(metadata.deletionTimestamp, epoch),
    labels: metadata.labels,
    annotations: metadata.annotations,
    ownerReferences: asJson(metadata.ownerReferences),
    finalizers: metadata.finalizers,
  })
}

function writeRevision(revision: ControllerRevision): JsonObject {
  return { data: revision.content ?? null, revision: revision.revision }
}

function writeStatefulSetStatus(status: StatefulSetStatus, epoch: WallTime): JsonObject {
  const { conditions, ...counters } = status
  if (conditions === undefined) return counters
  return {
    ...counters,
    conditions: conditions.map(({ lastTransitionTime, ...condition }) =>
      withoutEmpty({ ...condition, lastTransitionTime: writeTime(lastTransitionTime, epoch) }),
    ),
  }
}

function writeDisruptionStatus(status: PodDisruptionBudgetStatus, epoch: WallTime): JsonObject {
  const { disruptedPods, conditions, ...counters } = status
  const disrupted = Object.entries(disruptedPods).map(([name, time]) => [
    name,
    writeTime(time, epoch),
  ])
  return {
    ...counters,
    ...withoutEmpty({
      disruptedPods: Object.fromEntries(disrupted) as JsonObject,
      conditions: conditions.map(({ lastTransitionTime, observedGeneration, ...condition }) => ({
        ...condition,
        ...(observedGeneration === 0 ? {} : { observedGeneration }),
        ...withoutEmpty({ lastTransitionTime: writeTime(lastTransitionTime, epoch) }),
      })),
    }),
  }
}

function writeNode(node: Node, epoch: WallTime): JsonObject {
  return {
    spec: withoutEmpty({
      podCIDR: node.spec.podCIDR,
      providerID: node.spec.providerID,
      unschedulable: node.spec.unschedulable,
      taints: asJson(node.spec.taints),
    }),
    status: {
      capacity: node.status.capacity,
      allocatable: node.status.allocatable,
      conditions: node.status.conditions.map((condition) =>
        withoutEmpty({
          type: condition.type,
          status: condition.status,
          reason: condition.reason,
          lastTransitionTime: writeTime(condition.lastTransitionTime, epoch),
        }),
      ),
      ...node.status.other,
    },
  }
}

function writeClaim(claim: PersistentVolumeClaim, epoch: WallTime): JsonObject {
  return {
    spec: withoutEmpty({ ...claim.spec, volumeName: claim.volumeName }),
    status: withoutEmpty({
      phase: claim.phase,
      capacity: claim.capacity === '' ? undefined : { storage: claim.capacity },
      accessModes: claim.capacity === '' ? undefined : claim.spec['accessModes'],
      conditions: claim.conditions?.map(({ lastTransitionTime, ...condition }) =>
        withoutEmpty({ ...condition, lastTransitionTime: writeTime(lastTransitionTime, epoch) }),
      ),
    }),
  }
}

function writeVolume(volume: PersistentVolume): JsonObject {
  return { spec: volume.spec, status: { phase: volume.phase } }
}

function apiVersionOf(kind: MetaObject['kind']): string {
  switch (kind) {
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ControllerRevision':
    case 'Deployment':
      return 'apps/v1'
    case 'PodDisruptionBudget':
      return 'policy/v1'
    case 'StorageClass':
      return 'storage.k8s.io/v1'
    case 'PriorityClass':
      return 'scheduling.k8s.io/v1'
    case 'Job':
      return 'batch/v1'
    default:
      return 'v1'
  }
}

/** Our typed parts hold nothing but JSON values. */
function asJson(value: object): JsonValue {
  return value as JsonValue
}
