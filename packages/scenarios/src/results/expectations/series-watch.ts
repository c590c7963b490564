import type { SimTime } from '@seatrial/core'
import type { Comparator, Expectation } from '../../format/expectations/expectation.ts'
import { refersTo } from '../../format/language/object-reference.ts'
import type { FinishedInstant } from '../finished-instant.ts'
import type { Rollout, RolloutKind } from '../rollouts/rollout.ts'
import type { Workload } from '../workloads/workload.ts'
import { SeriesStretch, type ValueInTime } from './series-stretch.ts'
import { type SeriesName, seriesValue } from './series-value.ts'
import { type Verdict, holds } from './verdict.ts'

/** An expectation about a series. */
export type SeriesExpectation = Extract<Expectation, { readonly type: 'measure' }> & {
  readonly measure: SeriesName
}

/**
 * Watches a series for one expectation, so that nothing has to be kept of it.
 *
 * It is about the workload that the expectation names, else about the one of the last rollout asked
 * for. It is watched from the last rollout asked for on, or, where that makes the workload, from the
 * rollout's end on (before, nothing is there to be expected of), until the end of the run. A workload
 * that was there before and has no rollout is watched from the start.
 */
export class SeriesWatch {
  readonly expectation: SeriesExpectation
  #subject: Workload | undefined
  #isOpen = false
  #isUnread = false
  #stretch = new SeriesStretch()
  /** The first reading of the stretch that the bound did not hold for. */
  #violation: ValueInTime | undefined
  /** The values at the instant that the expectation names, by workload. */
  readonly #valuesAt = new Map<Workload, number>()

  constructor(expectation: SeriesExpectation) {
    this.expectation = expectation
  }

  /** The workload was there before the run. */
  wasThere(workload: Workload): void {
    const { workload: named } = this.expectation
    if (named !== undefined && refersTo(named, workload)) this.#watch(workload, true)
  }

  rolloutAsked(workload: Workload, kind: RolloutKind): void {
    const { workload: named } = this.expectation
    if (named === undefined || refersTo(named, workload)) this.#watch(workload, kind !== 'create')
  }

  rolloutEnded({ kind, end }: Rollout, workload: Workload): void {
    if (this.#isOpen || this.#subject !== workload) return
    if (kind === 'create' && end.type === 'done') this.#watch(workload, true)
  }

  instantOver({ changed, workloads, nodesReady, time, next }: FinishedInstant): void {
    const { statistic } = this.expectation
    if (statistic.type === 'at' && time <= statistic.time && statistic.time < next) {
      for (const workload of workloads) this.#readAt(workload, nodesReady)
    }
    const subject = this.#subject
    if (subject === undefined || !this.#isOpen) return
    if (this.#isUnread || changed.includes(subject)) this.#read(subject, nodesReady, time)
  }

  /** What became of the expectation, at the end of the run. */
  verdict(nodesReady: number, now: SimTime): Verdict {
    const { text, workload: named, comparator, bound } = this.expectation
    const subject = this.#subject
    if (subject === undefined) {
      const note = named === undefined ? 'no rollout was asked for' : 'there was no such workload'
      return { text, result: 'undecided', note }
    }
    const workload = subject.label
    const found = this.#decisive(subject, nodesReady, now)
    if (found === undefined) return { text, workload, result: 'undecided', note: 'was never seen' }
    const { value, ...when } = found
    const result = holds(value, comparator, bound.value) ? 'met' : 'failed'
    const unit = bound.type === 'share' ? 'share' : 'count'
    return { text, workload, result, seen: { unit, value }, ...when }
  }

  #watch(workload: Workload, isOpen: boolean): void {
    this.#subject = workload
    this.#isOpen = isOpen
    this.#isUnread = isOpen
    this.#stretch = new SeriesStretch()
    this.#violation = undefined
  }

  #read(subject: Workload, nodesReady: number, time: SimTime): void {
    this.#isUnread = false
    const value = this.#valueOf(subject, nodesReady)
    if (value === undefined) return
    const { comparator, bound } = this.expectation
    this.#stretch.read(value, time)
    if (!holds(value, comparator, bound.value)) this.#violation ??= { value, time }
  }

  #readAt(workload: Workload, nodesReady: number): void {
    const value = this.#valueOf(workload, nodesReady)
    if (value !== undefined) this.#valuesAt.set(workload, value)
  }

  /** In the unit of the bound; a share of nothing is undefined. */
  #valueOf(workload: Workload, nodesReady: number): number | undefined {
    const { measure, bound } = this.expectation
    const value = seriesValue(measure, workload, nodesReady)
    if (bound.type !== 'share') return value
    return workload.desired === 0 ? undefined : value / workload.desired
  }

  /** The value that decides, and when it was seen; undefined when there was none. */
  #decisive(subject: Workload, nodesReady: number, now: SimTime): Decisive | undefined {
    const { statistic, comparator } = this.expectation
    switch (statistic.type) {
      case 'every':
        return this.#violation ?? this.#stretch[isUpper(comparator) ? 'max' : 'min']
      case 'max':
      case 'min':
        return this.#stretch[statistic.type]
      case 'mean':
        return decisive(this.#stretch.mean(now))
      case 'final':
        return decisive(this.#valueOf(subject, nodesReady), now)
      case 'at':
        return decisive(this.#valuesAt.get(subject), statistic.time)
      case 'quantile':
        return undefined
    }
  }
}

interface Decisive {
  readonly value: number
  readonly time?: SimTime
}

function decisive(value: number | undefined, time?: SimTime): Decisive | undefined {
  if (value === undefined) return undefined
  return time === undefined ? { value } : { value, time }
}

/** The claim is about how high a value may be, not how low. */
function isUpper(comparator: Comparator): boolean {
  return comparator === '<=' || comparator === '<'
}
