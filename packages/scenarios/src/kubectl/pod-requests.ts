import {
  type ApiRequest,
  type JsonObject,
  podSpecification,
  prepareForCreate,
  readPinnedNode,
  readPod,
  readVolumes,
} from '@seatrial/core'
import type { Admission } from '../run/judge-object.ts'

/** Asks for the pod of a manifest. */
export function podCreation(manifest: JsonObject, admission: Admission): ApiRequest {
  const { configuration, defaultTolerationSeconds, epoch } = admission
  const { profile, gates } = configuration
  const prepared = prepareForCreate('Pod', manifest, profile, gates, defaultTolerationSeconds)
  const spec = (prepared['spec'] ?? {}) as JsonObject
  const { identity, metadata, nodeName } = readPod(prepared, epoch, 0)
  const { namespace, name, generateName } = identity
  const specification = podSpecification(spec)
  const volumes = readVolumes(spec)
  const pinnedNode = readPinnedNode(spec)
  return {
    verb: 'create',
    resource: 'pods',
    subresource: '',
    namespace,
    name,
    why: '',
    pod: { name, generateName, metadata, specification, volumes, pinnedNode, nodeName },
  }
}

/** Replaces the metadata of a pod and its spec, as far as that may change. */
export function podUpdate(wanted: JsonObject, { epoch }: Admission): ApiRequest {
  const pod = readPod(wanted, epoch, 0)
  const { namespace, name } = pod.identity
  return { verb: 'update', resource: 'pods', subresource: '', namespace, name, why: '', pod }
}

/** Replaces the status of a pod. */
export function podStatusPatch(wanted: JsonObject, { epoch }: Admission): ApiRequest {
  const { identity, phase, reason, ready, readyReason, conditions } = readPod(wanted, epoch, 0)
  const { namespace, name, uid } = identity
  return {
    verb: 'patch',
    resource: 'pods',
    subresource: 'status',
    namespace,
    name,
    why: '',
    status: { uid, phase, reason, ready, readyReason, conditions },
  }
}
