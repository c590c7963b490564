import type { Pod } from '../api/pod.ts'
import { writePodSpec } from '../api/serialization/write-pod.ts'
import { podUpdateErrors } from '../api/validation/pod/pod-update.ts'
import type { ApiRequest } from './api-request.ts'
import type { ApiResult } from './api-result.ts'
import type { ApiServer } from './api-server.ts'
import { invalidObject } from './refusals.ts'
import type { Admission } from './request-queue.ts'

/**
 * Refuses to give a pod a spec that it cannot have any more: the StatefulSet controller asks for other
 * volumes when it has adopted a pod without the claims of its set, users ask for whatever they like. An
 * update of an old version is left to be refused as a conflict.
 */
export class PodUpdateAdmission implements Admission {
  readonly #server: ApiServer

  constructor(server: ApiServer) {
    this.#server = server
  }

  admit(request: ApiRequest): ApiResult | undefined {
    if (request.verb !== 'update' || request.resource !== 'pods') return undefined
    const { namespace, name, pod } = request
    const stored = this.#server.get('pods', namespace, name)
    if (stored === undefined || isOutdated(pod, stored) || sharesSpec(pod, stored)) return undefined
    const errors = podUpdateErrors(writePodSpec(pod), writePodSpec(stored))
    return errors.length === 0 ? undefined : invalidObject('Pod', name, errors)
  }
}

function isOutdated({ resourceVersion }: Pod, stored: Pod): boolean {
  return resourceVersion !== 0 && resourceVersion !== stored.resourceVersion
}

function sharesSpec(pod: Pod, stored: Pod): boolean {
  return (
    pod.specification === stored.specification &&
    pod.volumes === stored.volumes &&
    pod.nodeName === stored.nodeName
  )
}
