import type { ApiRequest, ApiResult } from '@seatrial/core'
import { Sync } from '../runtime/controller-loop.ts'

/** One pass over one quota: it counts, and waits for its one write. */
export class QuotaSync extends Sync {
  readonly namespace: string
  readonly name: string
  /** What came of the write; undefined before it. */
  outcome: ApiResult['type'] | undefined

  constructor(key: string) {
    super(key)
    const slash = key.indexOf('/')
    this.namespace = key.slice(0, slash)
    this.name = key.slice(slash + 1)
  }

  protected override record(_request: ApiRequest, result: ApiResult): void {
    this.outcome = result.type
  }
}
