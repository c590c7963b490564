import { UNSET } from '../api-time.ts'
import {
  type ContainerState,
  type ContainerStatus,
  type ContainerStatuses,
  NO_CONTAINER_STATUSES,
} from '../container-statuses.ts'
import { type JsonObject, isJsonObject } from '../json.ts'
import { podSpecification } from '../pod-specification.ts'
import {
  type ConditionStatus,
  NO_CONDITIONS,
  NO_VOLUMES,
  Pod,
  type PodCondition,
  PodMetadata,
  type PodPhase,
  type PodVolumes,
} from '../pod.ts'
import type { WallTime } from '../timestamp.ts'
import {
  listField,
  numberField,
  objectField,
  objectsField,
  readOwners,
  stringMapField,
  textField,
  timeField,
} from './read-fields.ts'

/** A pod from the object that `kubectl get -o json` prints. `number` is its place in its API server. */
export function readPod(object: JsonObject, epoch: WallTime, number: number): Pod {
  const metadata = objectField(object, 'metadata')
  const spec = objectField(object, 'spec')
  const pod = new Pod(
    {
      number,
      namespace: textField(metadata, 'namespace') || 'default',
      name: textField(metadata, 'name'),
      uid: textField(metadata, 'uid'),
      generateName: textField(metadata, 'generateName'),
      creationTimestamp: timeField(metadata, 'creationTimestamp', epoch),
      pinnedNode: readPinnedNode(spec),
    },
    new PodMetadata({
      labels: stringMapField(metadata, 'labels'),
      annotations: stringMapField(metadata, 'annotations'),
      ownerReferences: readOwners(metadata),
      finalizers: listField(metadata, 'finalizers') as readonly string[],
    }),
    podSpecification(spec),
    readVolumes(spec),
    readContainers(objectField(object, 'status')),
  )
  pod.resourceVersion = Number(metadata['resourceVersion'] ?? 0) || 0
  pod.generation = numberField(metadata, 'generation', 1)
  pod.deletionTimestamp = timeField(metadata, 'deletionTimestamp', epoch)
  pod.deletionGracePeriodSeconds = numberField(
    metadata,
    'deletionGracePeriodSeconds',
    pod.deletionTimestamp === UNSET ? -1 : 0,
  )
  pod.nodeName = textField(spec, 'nodeName')
  readStatus(pod, objectField(object, 'status'), epoch)
  return pod
}

/** The volumes of a pod's spec by what the model asks of them. */
export function readVolumes(spec: JsonObject): PodVolumes {
  const volumes = objectsField(spec, 'volumes')
  if (volumes.length === 0) return NO_VOLUMES
  const claims: { name: string; claimName: string }[] = []
  const others: string[] = []
  for (const volume of volumes) {
    const claim = volume['persistentVolumeClaim']
    const name = textField(volume, 'name')
    if (isJsonObject(claim)) claims.push({ name, claimName: textField(claim, 'claimName') })
    else others.push(name)
  }
  return { claims, others }
}

/**
 * The node that a pod's required node affinity pins it to: the one value of the first `metadata.name In`
 * among its matchFields; '' when there is none, or more than one value.
 */
export function readPinnedNode(spec: JsonObject): string {
  const affinity = objectField(objectField(spec, 'affinity'), 'nodeAffinity')
  const required = objectField(affinity, 'requiredDuringSchedulingIgnoredDuringExecution')
  for (const term of objectsField(required, 'nodeSelectorTerms')) {
    for (const field of objectsField(term, 'matchFields')) {
      if (field['key'] !== 'metadata.name' || field['operator'] !== 'In') continue
      const values = listField(field, 'values')
      return values.length === 1 && typeof values[0] === 'string' ? values[0] : ''
    }
  }
  return ''
}

function readStatus(pod: Pod, status: JsonObject, epoch: WallTime): void {
  pod.phase = textField(status, 'phase') as PodPhase
  pod.reason = textField(status, 'reason')
  pod.podIP = textField(status, 'podIP')
  pod.nominatedNodeName = textField(status, 'nominatedNodeName')
  pod.startTime = timeField(status, 'startTime', epoch)
  pod.observedGeneration = numberField(status, 'observedGeneration')
  const others: PodCondition[] = []
  for (const condition of objectsField(status, 'conditions')) {
    const type = textField(condition, 'type')
    const conditionStatus = textField(condition, 'status') as ConditionStatus
    if (type === 'Ready') {
      pod.ready = conditionStatus
      pod.readyReason = textField(condition, 'reason')
      pod.readyTransitionTime = timeField(condition, 'lastTransitionTime', epoch)
    } else {
      const reason = textField(condition, 'reason')
      others.push({
        type,
        status: conditionStatus,
        reason,
        message: textField(condition, 'message'),
      })
    }
  }
  pod.conditions = others.length === 0 ? NO_CONDITIONS : others
}

function readContainers(status: JsonObject): ContainerStatuses {
  const main = objectsField(status, 'containerStatuses')
  const init = objectsField(status, 'initContainerStatuses')
  if (main.length === 0 && init.length === 0) return NO_CONTAINER_STATUSES
  return { init: init.map(readContainer), main: main.map(readContainer) }
}

function readContainer(status: JsonObject): ContainerStatus {
  return {
    name: textField(status, 'name'),
    state: readState(objectField(status, 'state')),
    ready: status['ready'] === true,
    started: status['started'] === true,
    restartCount: numberField(status, 'restartCount'),
    lastTerminationTime: UNSET,
  }
}

function readState(state: JsonObject): ContainerState {
  if (isJsonObject(state['running'])) return { type: 'running' }
  const terminated = state['terminated']
  if (isJsonObject(terminated)) {
    return {
      type: 'terminated',
      reason: textField(terminated, 'reason'),
      exitCode: numberField(terminated, 'exitCode'),
      signal: numberField(terminated, 'signal'),
    }
  }
  return { type: 'waiting', reason: textField(objectField(state, 'waiting'), 'reason') }
}
