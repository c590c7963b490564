import { type ApiRequest, type ApiResult, resourceVersionOf } from '@seatrial/core'
import type { ControllerInformers } from '../runtime/controller-environment.ts'

/**
 * The newest of the controller's own writes for one set, by resource: from 1.36 on a sync is refused
 * until the caches show them (STS-Q12). Revisions are not asked about, and a deletion is no write.
 */
export class OwnWrites {
  #pods = 0
  #claims = 0
  #status = 0

  note({ verb, resource }: ApiRequest, result: ApiResult): void {
    if (verb === 'get' || result.type === 'refused' || result.object === undefined) return
    const version = resourceVersionOf(result.object)
    if (resource === 'pods') this.#pods = Math.max(this.#pods, version)
    else if (resource === 'persistentvolumeclaims') this.#claims = Math.max(this.#claims, version)
    else if (resource === 'statefulsets') this.#status = Math.max(this.#status, version)
  }

  /** True when the caches have seen all of them. */
  areVisibleIn({ pods, claims, statefulSets }: ControllerInformers): boolean {
    return (
      pods.resourceVersion >= this.#pods &&
      claims.resourceVersion >= this.#claims &&
      statefulSets.resourceVersion >= this.#status
    )
  }
}
