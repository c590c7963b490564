import {
  type JsonObject,
  type OwnerReference,
  type PlainObject,
  PodMetadata,
  type PodToCreate,
  type StringMap,
  isJsonObject,
  podSpecification,
  readVolumes,
} from '@seatrial/core'
import { statefulSetRevisionHash } from '../history/revision-hash.ts'

/** A Deployment or a Job, as far as the background load goes by it. */
export interface LoadOwner {
  readonly kind: 'Deployment' | 'Job'
  readonly namespace: string
  readonly name: string
  /** How many pods it has at once. */
  readonly parallelism: number
  /** How many pods are to run to their end; `Infinity`: none ever ends by itself. */
  readonly completions: number
  /** Each of its pods, the name apart. */
  readonly pod: PodToCreate
}

/** What a stored Deployment or Job asks for. */
export function loadOwner({ kind, metadata, content }: PlainObject): LoadOwner {
  const { namespace, name, uid } = metadata
  const spec = objectAt(content, 'spec')
  const template = objectAt(spec, 'template')
  if (kind !== 'Job') {
    const owner = `${name}-${statefulSetRevisionHash(JSON.stringify(template))}`
    return {
      kind: 'Deployment',
      namespace,
      name,
      parallelism: numberAt(spec, 'replicas', 1),
      completions: Infinity,
      pod: podFrom(template, reference('apps/v1', 'ReplicaSet', owner, uid)),
    }
  }
  const parallelism = numberAt(spec, 'parallelism', 1)
  return {
    kind,
    namespace,
    name,
    parallelism: spec['suspend'] === true ? 0 : parallelism,
    completions: numberAt(spec, 'completions', parallelism),
    pod: podFrom(template, reference('batch/v1', 'Job', name, uid)),
  }
}

/**
 * Whom of the background load a pod belongs to, as `KIND/NAMESPACE/NAME`; undefined for anybody else's. A
 * ReplicaSet belongs to the Deployment whose name its own begins with.
 */
export function ownerKeyOf(
  owner: OwnerReference | undefined,
  namespace: string,
): string | undefined {
  if (owner?.kind === 'Job') return ownerKey('Job', namespace, owner.name)
  if (owner?.kind !== 'ReplicaSet') return undefined
  return ownerKey('Deployment', namespace, owner.name.slice(0, owner.name.lastIndexOf('-')))
}

export function ownerKey(kind: LoadOwner['kind'], namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`
}

function podFrom(template: JsonObject, owner: OwnerReference): PodToCreate {
  const { labels, annotations } = objectAt(template, 'metadata')
  const spec = objectAt(template, 'spec')
  const { nodeName } = spec
  return {
    name: '',
    generateName: `${owner.name}-`,
    metadata: new PodMetadata({
      labels: (labels ?? {}) as StringMap,
      annotations: (annotations ?? {}) as StringMap,
      ownerReferences: [owner],
    }),
    specification: podSpecification(spec),
    volumes: readVolumes(spec),
    nodeName: typeof nodeName === 'string' ? nodeName : '',
    pinnedNode: '',
  }
}

function reference(apiVersion: string, kind: string, name: string, uid: string): OwnerReference {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key]
  return isJsonObject(value) ? value : {}
}

function numberAt(object: JsonObject, key: string, byDefault: number): number {
  const value = object[key]
  return typeof value === 'number' ? value : byDefault
}
