import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'

export const EVENTS_BALANCE: InvariantText = {
  rule: 'events-balance',
  statement:
    'Every event of the simulation is executed or cancelled once: scheduled = executed + cancelled + pending.',
  exceptions: [],
}

export class EventsBalance implements InvariantChecker {
  readonly #context: CheckerContext

  constructor(context: CheckerContext) {
    this.#context = context
  }

  checkpoint(): void {
    const { scheduledCount, executedCount, cancelledCount, pendingCount } = this.#context.simulation
    if (scheduledCount === executedCount + cancelledCount + pendingCount) return
    const detail =
      `${scheduledCount} scheduled, but ${executedCount} executed, ` +
      `${cancelledCount} cancelled and ${pendingCount} pending`
    this.#context.report('events-balance', 'simulation', detail)
  }
}
