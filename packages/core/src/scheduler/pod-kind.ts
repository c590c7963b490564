import type { SchedulingFacts } from './scheduling-facts.ts'

/** What one scheduler keeps of all pods of one specification. */
export class PodKind {
  readonly facts: SchedulingFacts
  readonly priority: number

  constructor(facts: SchedulingFacts, priority: number) {
    this.facts = facts
    this.priority = priority
  }
}
