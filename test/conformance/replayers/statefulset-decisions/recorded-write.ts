import {
  type ApiRequest,
  type ApiResult,
  type ControllerRevision,
  type JsonObject,
  type JsonValue,
  type MetaObject,
  NO_CONTAINER_STATUSES,
  Pod,
  type PodToCreate,
  type PodVolumes,
  type StatefulSet,
  UNSET,
  type WallTime,
  writePod,
} from '@seatrial/core'

/** What is needed to tell a write in full. */
export interface WriteSetting {
  readonly set: StatefulSet
  readonly epoch: WallTime
  /** The case carries whole objects (tag `full`). */
  readonly isFull: boolean
  /** The pods of the view: one without a phase is created "again", uid and all. */
  readonly cachedPods: Iterable<Pod>
}

/** The resource as recordings name it, `statefulsets/status` for a status. */
export function resourceLabel({ resource, subresource }: ApiRequest): string {
  return subresource === '' ? resource : `${resource}/${subresource}`
}

/** A write in the form of the recordings. */
export function recordedWrite(
  request: ApiRequest,
  result: ApiResult,
  setting: WriteSetting,
): JsonObject {
  const resource = resourceLabel(request)
  return {
    verb: request.verb,
    resource,
    ...(resource !== 'statefulsets/status' && { name: request.name }),
    ...fieldsOf(request, setting),
    ...(result.type === 'refused' && { refused: result.reason }),
  }
}

function fieldsOf(request: ApiRequest, setting: WriteSetting): JsonObject {
  if (request.verb === 'patch' && 'owner' in request) return { change: request.owner.type }
  if (request.verb !== 'create' && request.verb !== 'update') return {}
  if (request.resource === 'pods') {
    return 'pod' in request && request.verb === 'create'
      ? createdPod(request.pod, setting)
      : updatedPod((request as { readonly pod: Pod }).pod, setting)
  }
  return request.subresource === '' && 'object' in request
    ? objectFields(request.verb, request.object, setting)
    : {}
}

function objectFields(
  verb: 'create' | 'update',
  object: MetaObject,
  setting: WriteSetting,
): JsonObject {
  if (object.kind === 'ControllerRevision') return revisionFields(verb, object, setting)
  return verb === 'create'
    ? { labels: object.metadata.labels }
    : { ownerReferences: asJson(object.metadata.ownerReferences) }
}

function revisionFields(
  verb: 'create' | 'update',
  { metadata, revision, data }: ControllerRevision,
  { isFull }: WriteSetting,
): JsonObject {
  if (verb === 'update') return { revision }
  const { labels, annotations, ownerReferences } = metadata
  return {
    revision,
    hashLabel: labels['controller.kubernetes.io/hash'] ?? '',
    ...(isFull && {
      labels,
      annotations,
      ownerReferences: asJson(ownerReferences),
      data: JSON.parse(data) as JsonObject,
    }),
  }
}

function createdPod(pod: PodToCreate, setting: WriteSetting): JsonObject {
  const [container] = (pod.specification.template['containers'] ?? []) as readonly JsonObject[]
  return {
    revision: pod.metadata.revision,
    ...(container !== undefined && { image: container['image']! }),
    ...volumeFields(pod.volumes),
    ...(setting.isFull && { object: podObject(asPod(pod, setting), setting) }),
  }
}

function updatedPod(pod: Pod, setting: WriteSetting): JsonObject {
  return {
    labels: pod.metadata.labels,
    ...volumeFields(pod.volumes),
    ...(setting.isFull && { object: podObject(pod, setting) }),
  }
}

function volumeFields({ claims, others }: PodVolumes): JsonObject {
  return {
    ...(claims.length > 0 && {
      claims: claims.map(({ name, claimName }) => `${name}=${claimName}`).toSorted(),
    }),
    ...(others.length > 0 && { otherVolumes: others.toSorted() }),
  }
}

/** The whole pod, its volumes sorted by name. Host name and subdomain are those that the set gives. */
function podObject(pod: Pod, { set, epoch }: WriteSetting): JsonObject {
  const { metadata, spec } = writePod(pod, epoch) as Record<string, JsonObject>
  const {
    resourceVersion: _version,
    generation: _generation,
    deletionGracePeriodSeconds: _grace,
    ...written
  } = metadata!
  const isOurs = pod.identity.generateName !== ''
  const volumes = (spec!['volumes'] ?? []) as readonly JsonObject[]
  return {
    metadata: written,
    spec: {
      containers: null,
      ...spec,
      ...(volumes.length > 0 && { volumes: volumes.toSorted(byName) }),
      ...(isOurs && { hostname: pod.identity.name, subdomain: set.spec.serviceName }),
    },
  }
}

function byName(one: JsonObject, other: JsonObject): number {
  return String(one['name']) < String(other['name']) ? -1 : 1
}

function asPod(pod: PodToCreate, { set, cachedPods }: WriteSetting): Pod {
  const { name, generateName, pinnedNode } = pod
  const { namespace } = set.metadata
  const cached = [...cachedPods].find(({ metadata }) => metadata === pod.metadata)
  const uid = cached?.identity.uid ?? ''
  return new Pod(
    { name, generateName, pinnedNode, namespace, uid, number: -1, creationTimestamp: UNSET },
    pod.metadata,
    pod.specification,
    pod.volumes,
    NO_CONTAINER_STATUSES,
  )
}

function asJson(value: object): JsonValue {
  return value as JsonValue
}
