import { type OwnerReference, controllerOf } from '../api/object-meta.ts'
import { Pod, PodMetadata, draftOf } from '../api/pod.ts'
import { isSameJson } from '../api/same-json.ts'
import { writePodSpec } from '../api/serialization/write-pod.ts'
import type { MetaObject } from '../api/stored-object.ts'
import type { ApiServer } from './api-server.ts'
import type { Cause } from './change-feed.ts'
import { conflict, notFound } from './refusals.ts'
import type { ApiRequest, OwnerChange } from './api-request.ts'
import { type ApiResult, DONE, refused } from './api-result.ts'
import type { EvictionOptions } from './eviction/eviction.ts'
import { evictPod } from './eviction/evict-pod.ts'
import { ServerEvictionStore } from './eviction/server-eviction-store.ts'
import { bindPod, writeSchedulingStatus } from './pod-binding.ts'
import { writePodStatus } from './pod-status.ts'

/** Carries out one request against the store, at this instant, and says what came of it. */
export function executeRequest(server: ApiServer, request: ApiRequest, by: string): ApiResult {
  if (request.resource === 'events') return DONE
  const cause: Cause = { by, why: request.why }
  switch (request.verb) {
    case 'get':
      return get(server, request)
    case 'create':
      if (request.resource !== 'pods') return server.create(request.object, cause)
      if ('eviction' in request) return evict(server, request, request.eviction, cause)
      if ('binding' in request) return bindPod(server, request, request.binding, cause)
      return server.createPod(request.pod, request.namespace, cause)
    case 'update':
      if (request.resource === 'pods') return updatePod(server, request.pod, cause)
      if (request.subresource === 'status') return server.updateStatus(request.object, cause)
      return server.update(request.object, cause)
    case 'patch':
      if ('scheduling' in request) {
        return writeSchedulingStatus(server, request, request.scheduling, cause)
      }
      if ('status' in request) return writePodStatus(server, request, request.status, cause)
      return patch(server, request, cause)
    case 'delete':
      return request.resource === 'pods'
        ? deletePod(server, request, cause)
        : server.delete(request.resource, request.namespace, request.name, request, cause)
  }
}

type Get = Extract<ApiRequest, { readonly verb: 'get' }>
type Patch = Exclude<
  Extract<ApiRequest, { readonly verb: 'patch' }>,
  { readonly resource: 'events' } | { readonly scheduling: unknown } | { readonly status: unknown }
>
type Delete = Extract<ApiRequest, { readonly verb: 'delete' }>

function get(server: ApiServer, request: Get): ApiResult {
  const object = server.get(request.resource, request.namespace, request.name)
  return object === undefined ? notFound(request.resource, request.name) : { type: 'done', object }
}

function evict(
  server: ApiServer,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  options: EvictionOptions,
  cause: Cause,
): ApiResult {
  if (server.get('pods', namespace, name) === undefined) return notFound('pods', name)
  return evictPod(new ServerEvictionStore(server, namespace, name, cause), options)
}

/** Takes metadata, spec and volumes of the given version; the status stays what it is. */
function updatePod(server: ApiServer, pod: Pod, cause: Cause): ApiResult {
  const { namespace, name } = pod.identity
  const stored = server.get('pods', namespace, name)
  if (stored === undefined) return notFound('pods', name)
  if (pod.resourceVersion !== 0 && pod.resourceVersion !== stored.resourceVersion) {
    return conflict('pods', name)
  }
  const draft = draftOf(stored)
  draft.metadata = pod.metadata
  draft.volumes = pod.volumes
  if (!hasSpecOf(pod, stored)) {
    draft.specification = pod.specification
    draft.generation++
  }
  server.commitPod(draft, cause)
  return { type: 'done', object: draft }
}

/** A spec that says the same is no other one: what is known of the stored one is kept. */
function hasSpecOf(pod: Pod, stored: Pod): boolean {
  if (pod.specification === stored.specification) return true
  return isSameJson(writePodSpec(pod), writePodSpec(stored))
}

function deletePod(server: ApiServer, request: Delete, cause: Cause): ApiResult {
  const stored = server.get('pods', request.namespace, request.name)
  if (stored === undefined) return notFound('pods', request.name)
  if (request.uid !== undefined && request.uid !== stored.identity.uid) {
    return refused('Conflict', `the uid of pods "${request.name}" is ${stored.identity.uid}`)
  }
  server.deletePod(stored, request, cause)
  return DONE
}

function patch(server: ApiServer, request: Patch, cause: Cause): ApiResult {
  const stored = server.get(request.resource, request.namespace, request.name)
  if (stored === undefined) return notFound(request.resource, request.name)
  const uid = stored instanceof Pod ? stored.identity.uid : stored.metadata.uid
  if ('uid' in request && request.uid !== uid) {
    return refused('Invalid', `the uid of ${request.resource} "${request.name}" is ${uid}`)
  }
  return stored instanceof Pod
    ? patchPod(server, stored, request, cause)
    : patchObject(server, stored, request, cause)
}

type OwnerOrLabels =
  { readonly owner: OwnerChange } | { readonly labels: Readonly<Record<string, string>> }

function patchPod(server: ApiServer, stored: Pod, change: OwnerOrLabels, cause: Cause): ApiResult {
  const { annotations, finalizers, ownerReferences } = stored.metadata
  const labels =
    'labels' in change ? { ...stored.metadata.labels, ...change.labels } : stored.metadata.labels
  const owners = 'owner' in change ? changeOwners(ownerReferences, change.owner) : ownerReferences
  if (owners === ownerReferences && isSameJson(labels, stored.metadata.labels)) {
    return { type: 'done', object: stored }
  }
  const draft = draftOf(stored)
  draft.metadata = new PodMetadata({ annotations, finalizers, labels, ownerReferences: owners })
  server.commitPod(draft, cause)
  return { type: 'done', object: draft }
}

function patchObject(
  server: ApiServer,
  stored: MetaObject,
  change: OwnerOrLabels,
  cause: Cause,
): ApiResult {
  const { labels, ownerReferences } = stored.metadata
  const metadata = {
    ...stored.metadata,
    labels: 'labels' in change ? { ...labels, ...change.labels } : labels,
    ownerReferences:
      'owner' in change ? changeOwners(ownerReferences, change.owner) : ownerReferences,
  }
  return server.update({ ...stored, metadata }, cause)
}

function changeOwners(
  owners: readonly OwnerReference[],
  change: OwnerChange,
): readonly OwnerReference[] {
  if (change.type === 'release') {
    const left = owners.filter((owner) => owner.uid !== change.uid)
    return left.length === owners.length ? owners : left
  }
  if (controllerOf(owners)?.uid === change.owner.uid) return owners
  return [...owners.filter((owner) => owner.uid !== change.owner.uid), change.owner]
}
