import { isSameJson } from '../api/same-json.ts'
import { POD_UPDATE_REFUSAL } from '../api/validation/pod/pod-update.ts'
import type { ApiRequest } from './api-request.ts'
import { type ApiResult, refused } from './api-result.ts'
import type { ApiServer } from './api-server.ts'
import type { Admission } from './request-queue.ts'

/**
 * Refuses to give a pod other volumes than it was made with, as the StatefulSet controller asks for when
 * it has adopted a pod without the claims of its set. An update of an old version is left to be refused as
 * a conflict.
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
    if (stored === undefined || isSameJson(stored.volumes, pod.volumes)) return undefined
    if (pod.resourceVersion !== stored.resourceVersion) return undefined
    return refused('Invalid', `Pod "${name}" is invalid: spec: Forbidden: ${POD_UPDATE_REFUSAL}`)
  }
}
