import {
  type DaemonSet,
  type JsonObject,
  TEMPLATE_GENERATION_ANNOTATION,
  type Toleration,
  jsonAt,
} from '@seatrial/core'
import { podMetadata } from '../runtime/pod-metadata.ts'
import { effectiveTolerations } from './effective-tolerations.ts'

/** Which pod of a DaemonSet is to be built. */
export interface DaemonPodIdentity {
  readonly nodeName: string
  /** The hash of its ControllerRevision. */
  readonly revisionHash: string
}

/**
 * The pod that a DaemonSet creates for a node, in its Kubernetes shape. The request says in which
 * namespace, the API server makes up the end of its name, and the scheduler binds it.
 * (`daemonset-and-nodes.md` A6)
 */
export function daemonPod(
  set: DaemonSet,
  template: JsonObject,
  { nodeName, revisionHash }: DaemonPodIdentity,
): JsonObject {
  const templateGeneration = set.metadata.annotations[TEMPLATE_GENERATION_ANNOTATION]
  const metadata = podMetadata(set, template, {
    ...(templateGeneration !== undefined && { 'pod-template-generation': templateGeneration }),
    'controller-revision-hash': revisionHash,
  })
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: podSpec((template['spec'] ?? {}) as JsonObject, nodeName),
  }
}

function podSpec(spec: JsonObject, nodeName: string): JsonObject {
  const tolerations = (spec['tolerations'] ?? []) as readonly Toleration[]
  return {
    ...spec,
    affinity: affinityTo(nodeName, spec),
    tolerations: effectiveTolerations(tolerations, spec['hostNetwork'] === true).map(
      (toleration) => ({
        ...toleration,
      }),
    ),
  }
}

/** What the template requires of nodes has been looked at: the pod requires its node and no more. */
function affinityTo(nodeName: string, spec: JsonObject): JsonObject {
  const requirement = { key: 'metadata.name', operator: 'In', values: [nodeName] }
  return {
    ...(spec['affinity'] as JsonObject | undefined),
    nodeAffinity: {
      ...(jsonAt(spec, 'affinity', 'nodeAffinity') as JsonObject | undefined),
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: [requirement] }],
      },
    },
  }
}
