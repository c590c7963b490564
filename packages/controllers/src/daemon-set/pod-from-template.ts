import { type DaemonSet, type JsonObject, type Toleration, jsonAt } from '@seatrial/core'
import { podMetadata } from '../runtime/pod-metadata.ts'
import { effectiveTolerations } from './effective-tolerations.ts'
import { TEMPLATE_GENERATION_LABEL, templateGenerationOf } from './template-generation.ts'

/** Which pod of a DaemonSet is to be built. */
export interface DaemonPodIdentity {
  readonly nodeName: string
  /** The hash of its ControllerRevision. */
  readonly revisionHash: string
}

/**
 * The pod that a DaemonSet creates for a node, in its Kubernetes shape. The API server makes up the
 * end of its name, and the scheduler binds it. (`daemonset-and-nodes.md` A6)
 */
export function daemonPod(
  set: DaemonSet,
  template: JsonObject,
  { nodeName, revisionHash }: DaemonPodIdentity,
): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...daemonPodMetadata(set, template, revisionHash),
      namespace: set.metadata.namespace,
    },
    spec: pinnedTo(nodeName, daemonPodSpec((template['spec'] ?? {}) as JsonObject)),
  }
}

/** The metadata that all daemon pods of one revision share. */
export function daemonPodMetadata(
  set: DaemonSet,
  template: JsonObject,
  revisionHash: string,
): JsonObject {
  const templateGeneration = templateGenerationOf(set)
  return podMetadata(set, template, {
    ...(templateGeneration !== undefined && { [TEMPLATE_GENERATION_LABEL]: templateGeneration }),
    'controller-revision-hash': revisionHash,
  })
}

/** The spec that all daemon pods of one template share: the template's with the tolerations they get. */
export function daemonPodSpec(spec: JsonObject): JsonObject {
  const tolerations = (spec['tolerations'] ?? []) as readonly Toleration[]
  const effective = effectiveTolerations(tolerations, spec['hostNetwork'] === true)
  return { ...spec, tolerations: effective.map((toleration) => ({ ...toleration })) }
}

/**
 * The spec of one daemon pod. What the template requires of nodes has been looked at: the pod requires
 * its node and no more.
 */
export function pinnedTo(nodeName: string, spec: JsonObject): JsonObject {
  const requirement = { key: 'metadata.name', operator: 'In', values: [nodeName] }
  return {
    ...spec,
    affinity: {
      ...(spec['affinity'] as JsonObject | undefined),
      nodeAffinity: {
        ...(jsonAt(spec, 'affinity', 'nodeAffinity') as JsonObject | undefined),
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [requirement] }],
        },
      },
    },
  }
}
