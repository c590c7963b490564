import { NO_CONTAINER_STATUSES, Pod, type PodToCreate, UNSET } from '@seatrial/core'

/** A pod as the pass thinks of it before (and also after) it has been created: no uid, no phase. */
export function placeholderOf(pod: PodToCreate, namespace: string): Pod {
  const { name, generateName, pinnedNode } = pod
  const identity = {
    number: -1,
    namespace,
    name,
    uid: '',
    generateName,
    creationTimestamp: UNSET,
    pinnedNode,
  }
  return new Pod(identity, pod.metadata, pod.specification, pod.volumes, NO_CONTAINER_STATUSES)
}

/** A stored pod that has no phase yet is taken for one that is still to be created, as it stands. */
export function asPodToCreate({
  identity,
  metadata,
  specification,
  volumes,
  nodeName,
}: Pod): PodToCreate {
  const { name, generateName, pinnedNode } = identity
  return { name, generateName, metadata, specification, volumes, pinnedNode, nodeName }
}
