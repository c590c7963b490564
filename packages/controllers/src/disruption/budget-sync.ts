import { type ApiRequest, type ApiResult, isRefusedFor } from '@seatrial/core'
import { ObjectSync } from '../runtime/object-sync.ts'

/** One pass over one budget: it plans, and waits for its one write. */
export class BudgetSync extends ObjectSync {
  /** What came of the write; undefined before it. */
  outcome: 'written' | 'conflict' | 'refused' | undefined

  protected override record(_request: ApiRequest, result: ApiResult): void {
    if (result.type === 'done') this.outcome = 'written'
    else this.outcome = isRefusedFor(result, 'Conflict') ? 'conflict' : 'refused'
  }
}
