import {
  type ClaimVolume,
  Pod,
  PodMetadata,
  type PodVolumes,
  draftOf,
  ordinalOf,
  parentOf,
} from '@seatrial/core'
import { claimName } from './claim-from-template.ts'
import { statefulSetPodName } from './pod-from-template.ts'

/** How a set wants the pods of its slots to be, whatever their revision. */
export interface PodShape {
  readonly namespace: string
  readonly setName: string
  /** Sorted. */
  readonly claimTemplates: readonly string[]
  readonly podIndexLabel: boolean
}

export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name'
export const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index'

/** The pod has the name, the label and the namespace of a member of the set. */
export function hasIdentity(pod: Pod, { namespace, setName }: PodShape): boolean {
  const { name } = pod.identity
  const ordinal = ordinalOf(name)
  return (
    ordinal >= 0 &&
    parentOf(name) === setName &&
    statefulSetPodName(setName, ordinal) === name &&
    pod.identity.namespace === namespace &&
    pod.metadata.labels[POD_NAME_LABEL] === name
  )
}

/** The pod mounts its own claim for every claim template. */
export function hasStorage(pod: Pod, { setName, claimTemplates }: PodShape): boolean {
  if (claimTemplates.length === 0) return true
  const ordinal = ordinalOf(pod.identity.name)
  if (ordinal < 0) return false
  return claimTemplates.every((template) => {
    const claim = pod.volumes.claims.find(({ name }) => name === template)
    return claim?.claimName === claimName(template, setName, ordinal)
  })
}

/** A draft of the pod that has the identity of a member: its labels, and if need be its name. */
export function withIdentity(pod: Pod, shape: PodShape): Pod {
  const ordinal = ordinalOf(pod.identity.name)
  const name = statefulSetPodName(shape.setName, ordinal)
  const draft = renamed(pod, name, shape.namespace)
  const { labels, annotations, ownerReferences, finalizers } = pod.metadata
  draft.metadata = new PodMetadata({
    labels: {
      ...labels,
      [POD_NAME_LABEL]: name,
      ...(shape.podIndexLabel && { [POD_INDEX_LABEL]: String(ordinal) }),
    },
    annotations,
    ownerReferences,
    finalizers,
  })
  return draft
}

/** A draft of the pod that mounts its own claims; they replace volumes of the same names. */
export function withStorage(pod: Pod, shape: PodShape): Pod {
  const draft = draftOf(pod)
  draft.volumes = claimedVolumes(pod.volumes, shape, ordinalOf(pod.identity.name))
  return draft
}

/** The volumes with those of the claim templates put in first. */
export function claimedVolumes(
  { claims, others }: PodVolumes,
  { setName, claimTemplates }: PodShape,
  ordinal: number,
): PodVolumes {
  if (claimTemplates.length === 0) return { claims, others }
  const own: ClaimVolume[] = claimTemplates.map((name) => ({
    name,
    claimName: claimName(name, setName, ordinal),
  }))
  return {
    claims: [...own, ...claims.filter(({ name }) => !claimTemplates.includes(name))],
    others: others.filter((name) => !claimTemplates.includes(name)),
  }
}

function renamed(pod: Pod, name: string, namespace: string): Pod {
  if (pod.identity.name === name && pod.identity.namespace === namespace) return draftOf(pod)
  const identity = { ...pod.identity, name, namespace }
  const copy = new Pod(identity, pod.metadata, pod.specification, pod.volumes, pod.containers)
  return Object.assign(draftOf(pod), copy, { identity })
}
