import { type ApiRequest, type ApiResult, isRefusedFor } from '@seatrial/core'
import { Sync } from '../runtime/controller-loop.ts'

/** One pass over one budget: it plans, and waits for its one write. */
export class BudgetSync extends Sync {
  readonly namespace: string
  readonly name: string
  /** What came of the write; undefined before it. */
  outcome: 'written' | 'conflict' | 'refused' | undefined

  constructor(key: string) {
    super(key)
    const slash = key.indexOf('/')
    this.namespace = key.slice(0, slash)
    this.name = key.slice(slash + 1)
  }

  protected override record(_request: ApiRequest, result: ApiResult): void {
    if (result.type === 'done') this.outcome = 'written'
    else this.outcome = isRefusedFor(result, 'Conflict') ? 'conflict' : 'refused'
  }
}
