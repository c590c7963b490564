import type { SimTime } from '@seatrial/core'
import type { Comparator } from '../../format/expectations/expectation.ts'

/** A value as it was seen, with what is needed to show it. */
export interface SeenValue {
  readonly unit: 'count' | 'share' | 'duration' | 'pod-seconds'
  /** A number (of pods, Events or pod-seconds), a share of the desired pods, or microseconds. */
  readonly value: number
}

/** What became of an expectation. */
export interface Verdict {
  /** The claim as it was written. */
  readonly text: string
  /** Undecided: the run did not come by what the claim is about; `note` says what is missing. */
  readonly result: 'met' | 'failed' | 'undecided'
  /** The value that decided it. */
  readonly seen?: SeenValue
  /** When that value was seen, where it belongs to an instant. */
  readonly time?: SimTime
  /** The workload that the claim is about, as results spell it. */
  readonly workload?: string
  readonly note?: string
}

/** Whether `value COMPARATOR bound` holds. */
export function holds(value: number, comparator: Comparator, bound: number): boolean {
  switch (comparator) {
    case '<=':
      return value <= bound
    case '>=':
      return value >= bound
    case '==':
      return value === bound
    case '!=':
      return value !== bound
    case '<':
      return value < bound
    case '>':
      return value > bound
  }
}
