import type { StatefulSetStatus } from '../api/stateful-set.ts'
import type { ApiRequest } from './api-request.ts'
import { type ApiResult, refused } from './api-result.ts'
import type { Admission } from './request-queue.ts'

/**
 * Refuses a status that the API server would not store: a negative counter, or a StatefulSet that
 * counts more ready, current, updated or available pods than pods.
 */
export class StatusAdmission implements Admission {
  admit(request: ApiRequest): ApiResult | undefined {
    if (request.verb !== 'update' || request.subresource !== 'status') return undefined
    if (request.resource === 'pods' || !('status' in request.object)) return undefined
    const { object } = request
    const isAcceptable =
      object.kind === 'StatefulSet'
        ? isAcceptableStatefulSetStatus(object.status)
        : hasNoNegativeCounter(object.status)
    return isAcceptable
      ? undefined
      : refused(
          'Invalid',
          `${request.resource} "${request.name}": the status has impossible counters`,
        )
  }
}

function isAcceptableStatefulSetStatus(status: StatefulSetStatus): boolean {
  const { replicas, readyReplicas, availableReplicas, currentReplicas, updatedReplicas } = status
  return (
    hasNoNegativeCounter(status) &&
    readyReplicas <= replicas &&
    currentReplicas <= replicas &&
    updatedReplicas <= replicas &&
    availableReplicas <= replicas &&
    availableReplicas <= readyReplicas
  )
}

function hasNoNegativeCounter(status: object): boolean {
  for (const key in status) {
    const value = (status as Readonly<Record<string, unknown>>)[key]
    if (typeof value === 'number' && value < 0) return false
  }
  return true
}
