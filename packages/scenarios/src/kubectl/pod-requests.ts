import {
  type ApiRequest,
  type ApiServer,
  type JsonObject,
  POD_UPDATE_REFUSAL,
  isSameJson,
  jsonAt,
  mayBecome,
  podSpecification,
  prepareForCreate,
  readPinnedNode,
  readPod,
  readVolumes,
  withMutableFields,
} from '@seatrial/core'
import type { Admission } from '../run/judge-object.ts'
import { KubectlError } from './kubectl-error.ts'

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

/**
 * Replaces the metadata of a pod, and the few fields of its spec that may change. Throws `KubectlError`
 * for any other change of its spec.
 */
export function podUpdate(
  stored: JsonObject,
  wanted: JsonObject,
  server: ApiServer,
  { epoch }: Admission,
): ApiRequest {
  const [old, wished] = [stored['spec'], wanted['spec']] as [JsonObject, JsonObject]
  if (!mayBecome(old, wished)) {
    const pod = `The Pod "${String(jsonAt(stored, 'metadata', 'name'))}"`
    throw new KubectlError(`${pod} is invalid: spec: Forbidden: ${POD_UPDATE_REFUSAL}`)
  }
  const pod = readPod(wanted, epoch, 0)
  const { namespace, name } = pod.identity
  const known = server.get('pods', namespace, name)
  if (known !== undefined) {
    const { template } = known.specification
    pod.volumes = known.volumes
    pod.specification = isSameJson(old, wished)
      ? known.specification
      : podSpecification(withMutableFields(template, wished))
  }
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
