import type { JsonObject, StatefulSet } from '@seatrial/core'
import { podMetadata } from '../runtime/pod-metadata.ts'
import { claimName, claimTemplateNames } from './claim-from-template.ts'

/** Which pod of a StatefulSet is to be built. */
export interface StatefulSetPodIdentity {
  readonly ordinal: number
  /** The name of its ControllerRevision. */
  readonly revisionName: string
  /** Pods carry their ordinal as a label (`Behaviours.podIndexLabel`). */
  readonly podIndexLabel: boolean
}

/** The name of the pod with this ordinal. */
export function statefulSetPodName(setName: string, ordinal: number): string {
  return `${setName}-${ordinal}`
}

/**
 * The pod that a StatefulSet creates from a template of its revision, in its Kubernetes shape.
 * (`statefulset.md` §10.1)
 */
export function statefulSetPod(
  set: StatefulSet,
  template: JsonObject,
  { ordinal, revisionName, podIndexLabel }: StatefulSetPodIdentity,
): JsonObject {
  const { name: setName, namespace } = set.metadata
  const name = statefulSetPodName(setName, ordinal)
  const metadata = podMetadata(set, template, {
    'statefulset.kubernetes.io/pod-name': name,
    ...(podIndexLabel && { 'apps.kubernetes.io/pod-index': String(ordinal) }),
    'controller-revision-hash': revisionName,
  })
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name, namespace },
    spec: podSpec(set, template, ordinal),
  }
}

/** Host name and subdomain of the template do not count, nor do its volumes that a claim replaces. */
function podSpec(set: StatefulSet, template: JsonObject, ordinal: number): JsonObject {
  const { subdomain: _subdomain, ...spec } = (template['spec'] ?? {}) as JsonObject
  const { serviceName } = set.spec
  return {
    ...spec,
    hostname: statefulSetPodName(set.metadata.name, ordinal),
    ...(serviceName !== '' && { subdomain: serviceName }),
    ...volumes(set, spec, ordinal),
  }
}

function volumes(set: StatefulSet, spec: JsonObject, ordinal: number): JsonObject {
  const claims = claimTemplateNames(set)
  if (claims.length === 0) return {}
  const ofTemplate = (spec['volumes'] ?? []) as readonly JsonObject[]
  const others = ofTemplate.filter(({ name }) => !claims.includes(name as string))
  return { volumes: [...claims.map((name) => claimVolume(set, name, ordinal)), ...others] }
}

function claimVolume(set: StatefulSet, name: string, ordinal: number): JsonObject {
  const claim = claimName(name, set.metadata.name, ordinal)
  return { name, persistentVolumeClaim: { claimName: claim } }
}
