import { canonicalJson } from '../canonical-json.ts'
import type { ControllerRevision } from '../controller-revision.ts'
import { type DaemonSet, NEW_DAEMON_SET_STATUS } from '../daemon-set.ts'
import { type JsonObject, isJsonObject } from '../json.ts'
import type { Node, Taint } from '../node.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../persistent-volume.ts'
import type { DisruptionCondition, PodDisruptionBudget } from '../pod-disruption-budget.ts'
import type { ConditionStatus } from '../pod.ts'
import {
  NEW_STATEFUL_SET_STATUS,
  type StatefulSet,
  type StatefulSetStatus,
} from '../stateful-set.ts'
import type { ResourceQuota } from '../resource-quota.ts'
import type { MetaObject, PlainObject } from '../stored-object.ts'
import type { WallTime } from '../timestamp.ts'
import {
  intOrStringField,
  numberField,
  objectField,
  objectsField,
  readMetadata,
  stringMapField,
  textField,
  timeField,
  timesField,
} from './read-fields.ts'

/**
 * A stored object of any kind but Pod from its JSON, which has been defaulted and validated before (or
 * comes from a recording). Kinds that the model does not know give undefined.
 */
export function readObject(object: JsonObject, epoch: WallTime): MetaObject | undefined {
  switch (textField(object, 'kind')) {
    case 'StatefulSet':
      return readStatefulSet(object, epoch)
    case 'DaemonSet':
      return readDaemonSet(object, epoch)
    case 'ControllerRevision':
      return readControllerRevision(object, epoch)
    case 'Node':
      return readNode(object, epoch)
    case 'PersistentVolumeClaim':
      return readClaim(object, epoch)
    case 'PersistentVolume':
      return readVolume(object, epoch)
    case 'PodDisruptionBudget':
      return readDisruptionBudget(object, epoch)
    case 'ResourceQuota':
      return readQuota(object, epoch)
    default:
      return readPlainObject(object, epoch)
  }
}

/** A StatefulSet; what is absent in its spec stands for the API's default. */
export function readStatefulSet(object: JsonObject, epoch: WallTime): StatefulSet {
  const spec = objectField(object, 'spec')
  const ordinals = spec['ordinals']
  const retention = spec['persistentVolumeClaimRetentionPolicy']
  const strategy = objectField(spec, 'updateStrategy')
  const rolling = strategy['rollingUpdate']
  return {
    kind: 'StatefulSet',
    metadata: readMetadata(object, epoch, true),
    spec: {
      replicas: numberField(spec, 'replicas', 1),
      selector: isJsonObject(spec['selector']) ? spec['selector'] : null,
      template: objectField(spec, 'template'),
      serviceName: textField(spec, 'serviceName'),
      podManagementPolicy: textField(spec, 'podManagementPolicy') || 'OrderedReady',
      updateStrategy: {
        type: textField(strategy, 'type'),
        ...(isJsonObject(rolling) ? { rollingUpdate: rolling } : {}),
      },
      minReadySeconds: numberField(spec, 'minReadySeconds'),
      revisionHistoryLimit: numberField(spec, 'revisionHistoryLimit', 10),
      ...(isJsonObject(ordinals) ? { ordinals: { start: numberField(ordinals, 'start') } } : {}),
      ...(isJsonObject(retention)
        ? {
            persistentVolumeClaimRetentionPolicy: {
              whenDeleted: textField(retention, 'whenDeleted') || 'Retain',
              whenScaled: textField(retention, 'whenScaled') || 'Retain',
            },
          }
        : {}),
      volumeClaimTemplates: objectsField(spec, 'volumeClaimTemplates'),
    },
    status: readStatefulSetStatus(objectField(object, 'status'), epoch),
  }
}

function readStatefulSetStatus(status: JsonObject, epoch: WallTime): StatefulSetStatus {
  const { conditions: _conditions, ...counters } = status
  const conditions = objectsField(status, 'conditions').map((condition) => ({
    type: textField(condition, 'type'),
    status: textField(condition, 'status'),
    reason: textField(condition, 'reason'),
    message: textField(condition, 'message'),
    lastTransitionTime: timeField(condition, 'lastTransitionTime', epoch),
  }))
  return {
    ...NEW_STATEFUL_SET_STATUS,
    ...counters,
    ...(conditions.length === 0 ? {} : { conditions }),
  }
}

/** A DaemonSet; what is absent in its spec stands for the API's default. */
export function readDaemonSet(object: JsonObject, epoch: WallTime): DaemonSet {
  const spec = objectField(object, 'spec')
  const strategy = objectField(spec, 'updateStrategy')
  const rolling = strategy['rollingUpdate']
  return {
    kind: 'DaemonSet',
    metadata: readMetadata(object, epoch, true),
    spec: {
      selector: isJsonObject(spec['selector']) ? spec['selector'] : null,
      template: objectField(spec, 'template'),
      updateStrategy: {
        type: textField(strategy, 'type'),
        ...(isJsonObject(rolling) ? { rollingUpdate: rolling } : {}),
      },
      minReadySeconds: numberField(spec, 'minReadySeconds'),
      revisionHistoryLimit: numberField(spec, 'revisionHistoryLimit', 10),
    },
    status: { ...NEW_DAEMON_SET_STATUS, ...objectField(object, 'status') },
  }
}

/** A ControllerRevision; its data become the text that revisions are compared by. */
export function readControllerRevision(object: JsonObject, epoch: WallTime): ControllerRevision {
  const content = object['data']
  return {
    kind: 'ControllerRevision',
    metadata: readMetadata(object, epoch, true),
    revision: numberField(object, 'revision'),
    data: content === undefined ? '' : canonicalJson(content),
    content: isJsonObject(content) ? content : undefined,
  }
}

/** A Node with all that scheduling, the DaemonSet controller and printing read. */
export function readNode(object: JsonObject, epoch: WallTime): Node {
  const spec = objectField(object, 'spec')
  const { capacity, allocatable, conditions, ...other } = objectField(object, 'status')
  const podCIDR = textField(spec, 'podCIDR')
  const providerID = textField(spec, 'providerID')
  return {
    kind: 'Node',
    metadata: readMetadata(object, epoch, false),
    spec: {
      unschedulable: spec['unschedulable'] === true,
      taints: objectsField(spec, 'taints') as readonly unknown[] as readonly Taint[],
      ...(podCIDR === '' ? {} : { podCIDR }),
      ...(providerID === '' ? {} : { providerID }),
    },
    status: {
      capacity: stringMapField({ capacity: capacity ?? null }, 'capacity'),
      allocatable: stringMapField({ allocatable: allocatable ?? capacity ?? null }, 'allocatable'),
      conditions: objectsField({ conditions: conditions ?? null }, 'conditions').map(
        (condition) => ({
          type: textField(condition, 'type'),
          status: textField(condition, 'status') as ConditionStatus,
          reason: textField(condition, 'reason'),
          lastTransitionTime: timeField(condition, 'lastTransitionTime', epoch),
        }),
      ),
      other: other,
    },
  }
}

/** A PersistentVolumeClaim. */
export function readClaim(object: JsonObject, epoch: WallTime): PersistentVolumeClaim {
  const { volumeName, ...spec } = objectField(object, 'spec')
  const status = objectField(object, 'status')
  const capacity = objectField(status, 'capacity')['storage']
  const conditions = objectsField(status, 'conditions').map((condition) => ({
    type: textField(condition, 'type'),
    status: textField(condition, 'status') as ConditionStatus,
    reason: textField(condition, 'reason'),
    lastTransitionTime: timeField(condition, 'lastTransitionTime', epoch),
  }))
  return {
    kind: 'PersistentVolumeClaim',
    metadata: readMetadata(object, epoch, true),
    spec: spec,
    volumeName: typeof volumeName === 'string' ? volumeName : '',
    phase: (textField(status, 'phase') || 'Pending') as PersistentVolumeClaim['phase'],
    capacity: typeof capacity === 'string' ? capacity : '',
    ...(conditions.length === 0 ? {} : { conditions }),
  }
}

/** A PersistentVolume. */
export function readVolume(object: JsonObject, epoch: WallTime): PersistentVolume {
  const spec = objectField(object, 'spec')
  const claim = spec['claimRef']
  return {
    kind: 'PersistentVolume',
    metadata: readMetadata(object, epoch, false),
    spec,
    phase: (textField(objectField(object, 'status'), 'phase') ||
      'Available') as PersistentVolume['phase'],
    claim: isJsonObject(claim)
      ? `${textField(claim, 'namespace') || 'default'}/${textField(claim, 'name')}`
      : '',
  }
}

/** A PodDisruptionBudget. */
export function readDisruptionBudget(object: JsonObject, epoch: WallTime): PodDisruptionBudget {
  const spec = objectField(object, 'spec')
  const status = objectField(object, 'status')
  const minAvailable = intOrStringField(spec, 'minAvailable')
  const maxUnavailable = intOrStringField(spec, 'maxUnavailable')
  const policy = textField(spec, 'unhealthyPodEvictionPolicy')
  return {
    kind: 'PodDisruptionBudget',
    metadata: readMetadata(object, epoch, true),
    spec: {
      ...(minAvailable === undefined ? {} : { minAvailable }),
      ...(maxUnavailable === undefined ? {} : { maxUnavailable }),
      selector: isJsonObject(spec['selector']) ? spec['selector'] : null,
      ...(policy === '' ? {} : { unhealthyPodEvictionPolicy: policy }),
    },
    status: {
      observedGeneration: numberField(status, 'observedGeneration'),
      disruptionsAllowed: numberField(status, 'disruptionsAllowed'),
      currentHealthy: numberField(status, 'currentHealthy'),
      desiredHealthy: numberField(status, 'desiredHealthy'),
      expectedPods: numberField(status, 'expectedPods'),
      disruptedPods: timesField(status, 'disruptedPods', epoch),
      conditions: objectsField(status, 'conditions').map((condition) =>
        readDisruptionCondition(condition, epoch),
      ),
    },
  }
}

function readDisruptionCondition(condition: JsonObject, epoch: WallTime): DisruptionCondition {
  return {
    type: textField(condition, 'type'),
    status: textField(condition, 'status'),
    reason: textField(condition, 'reason'),
    message: textField(condition, 'message'),
    observedGeneration: numberField(condition, 'observedGeneration'),
    lastTransitionTime: timeField(condition, 'lastTransitionTime', epoch),
  }
}

/** A ResourceQuota. */
function readQuota(object: JsonObject, epoch: WallTime): ResourceQuota {
  const { hard, used } = objectField(object, 'status')
  return {
    kind: 'ResourceQuota',
    metadata: readMetadata(object, epoch, true),
    spec: objectField(object, 'spec'),
    status: {
      ...(isJsonObject(hard) ? { hard } : {}),
      ...(isJsonObject(used) ? { used } : {}),
    },
  }
}

const PLAIN_KINDS: Readonly<Record<PlainObject['kind'], 'namespaced' | 'cluster'>> = {
  Service: 'namespaced',
  StorageClass: 'cluster',
  PriorityClass: 'cluster',
  Namespace: 'cluster',
  Deployment: 'namespaced',
  Job: 'namespaced',
}

function readPlainObject(object: JsonObject, epoch: WallTime): PlainObject | undefined {
  const { kind, apiVersion: _apiVersion, metadata: _metadata, ...content } = object
  if (typeof kind !== 'string' || !Object.hasOwn(PLAIN_KINDS, kind)) return undefined
  const plainKind = kind as PlainObject['kind']
  return {
    kind: plainKind,
    metadata: readMetadata(object, epoch, PLAIN_KINDS[plainKind] === 'namespaced'),
    content: content,
  }
}
