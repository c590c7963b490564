import { UNSET } from '../api-time.ts'
import type { ContainerState, ContainerStatus } from '../container-statuses.ts'
import type { JsonObject, JsonValue } from '../json.ts'
import type { Pod } from '../pod.ts'
import type { WallTime } from '../timestamp.ts'
import { withoutEmpty } from './without-empty.ts'
import { writeTime } from './write-time.ts'

/** A pod in the shape that `kubectl get -o json` prints. */
export function writePod(pod: Pod, epoch: WallTime): JsonObject {
  const { identity, metadata } = pod
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: withoutEmpty({
      name: identity.name,
      generateName: identity.generateName,
      namespace: identity.namespace,
      uid: identity.uid,
      resourceVersion: String(pod.resourceVersion),
      generation: pod.generation,
      creationTimestamp: writeTime(identity.creationTimestamp, epoch),
      deletionTimestamp: writeTime(pod.deletionTimestamp, epoch),
      deletionGracePeriodSeconds:
        pod.deletionGracePeriodSeconds < 0 ? undefined : pod.deletionGracePeriodSeconds,
      labels: metadata.labels,
      annotations: metadata.annotations,
      ownerReferences: metadata.ownerReferences as readonly unknown[] as JsonValue,
      finalizers: metadata.finalizers,
    }),
    spec: writePodSpec(pod),
    status: writeStatus(pod, epoch),
  }
}

/** `spec` of a pod, with its volumes and its node as they are. */
export function writePodSpec(pod: Pod): JsonObject {
  const { template } = pod.specification
  const claims = pod.volumes.claims.map(({ name, claimName }) => ({
    name,
    persistentVolumeClaim: { claimName },
  }))
  const others = ((template['volumes'] ?? []) as readonly JsonObject[]).filter((volume) =>
    pod.volumes.others.includes(String(volume['name'])),
  )
  return {
    ...template,
    ...(claims.length + others.length === 0 ? {} : { volumes: [...claims, ...others] }),
    ...(pod.nodeName === '' ? {} : { nodeName: pod.nodeName }),
  }
}

function writeStatus(pod: Pod, epoch: WallTime): JsonObject {
  const conditions = pod.conditions.map((condition) => withoutEmpty({ ...condition }))
  const ready =
    pod.ready === ''
      ? []
      : [
          withoutEmpty({
            type: 'Ready',
            status: pod.ready,
            reason: pod.readyReason,
            lastTransitionTime: writeTime(pod.readyTransitionTime, epoch),
          }),
        ]
  return withoutEmpty({
    phase: pod.phase,
    reason: pod.reason,
    observedGeneration: pod.observedGeneration === 0 ? undefined : pod.observedGeneration,
    conditions: [...conditions, ...ready],
    startTime: writeTime(pod.startTime, epoch),
    nominatedNodeName: pod.nominatedNodeName,
    podIP: pod.podIP,
    initContainerStatuses: pod.containers.init.map((status) => writeContainer(status, epoch)),
    containerStatuses: pod.containers.main.map((status) => writeContainer(status, epoch)),
  })
}

function writeContainer(status: ContainerStatus, epoch: WallTime): JsonObject {
  return {
    name: status.name,
    state: writeState(status.state),
    ready: status.ready,
    started: status.started,
    restartCount: status.restartCount,
    ...(status.lastTerminationTime === UNSET
      ? {}
      : {
          lastState: {
            terminated: { finishedAt: writeTime(status.lastTerminationTime, epoch) ?? '' },
          },
        }),
  }
}

function writeState(state: ContainerState): JsonObject {
  switch (state.type) {
    case 'running':
      return { running: {} }
    case 'waiting':
      return { waiting: withoutEmpty({ reason: state.reason }) }
    case 'terminated': {
      const { reason, exitCode, signal } = state
      return {
        terminated: { exitCode, ...withoutEmpty({ reason }), ...(signal === 0 ? {} : { signal }) },
      }
    }
  }
}
