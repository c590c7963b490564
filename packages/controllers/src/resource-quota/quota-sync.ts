import type { ApiRequest, ApiResult } from '@seatrial/core'
import { ObjectSync } from '../runtime/object-sync.ts'

/** One pass over one quota: it counts, and waits for its one write. */
export class QuotaSync extends ObjectSync {
  /** What came of the write; undefined before it. */
  outcome: ApiResult['type'] | undefined

  protected override record(_request: ApiRequest, result: ApiResult): void {
    this.outcome = result.type
  }
}
