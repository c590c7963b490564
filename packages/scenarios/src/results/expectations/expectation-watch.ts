import type { EventListener, EventObject } from '@seatrial/controllers'
import type { SimTime } from '@seatrial/core'
import type { Expectation } from '../../format/expectations/expectation.ts'
import { MEASURES } from '../../format/expectations/measure.ts'
import type { RunOutcome } from '../../run/run-result.ts'
import type { FinishedInstant } from '../finished-instant.ts'
import type { Rollout, RolloutKind } from '../rollouts/rollout.ts'
import type { Workload } from '../workloads/workload.ts'
import { EventCounts, type EventExpectation } from './event-counts.ts'
import { type RolloutExpectation, judgeRollout } from './judge-rollout.ts'
import { type SeriesExpectation, SeriesWatch } from './series-watch.ts'
import { type Verdict, holds } from './verdict.ts'

/** What the end of a run has to say to its expectations. */
export interface RunEnd {
  readonly time: SimTime
  readonly outcome: RunOutcome
  readonly rollouts: readonly Rollout[]
  readonly nodesReady: number
}

/** Watches a run for its expectations, and judges them when it is over. */
export class ExpectationWatch implements EventListener {
  readonly #expectations: readonly Expectation[]
  readonly #series = new Map<Expectation, SeriesWatch>()
  readonly #events = new EventCounts()

  constructor(expectations: readonly Expectation[]) {
    this.#expectations = expectations
    for (const expectation of expectations) {
      if (isAboutSeries(expectation)) this.#series.set(expectation, new SeriesWatch(expectation))
      if (expectation.type === 'event') this.#events.count(expectation)
    }
  }

  recorded(event: EventObject): void {
    this.#events.recorded(event)
  }

  wasThere(workload: Workload): void {
    for (const watch of this.#series.values()) watch.wasThere(workload)
  }

  rolloutAsked(workload: Workload, kind: RolloutKind): void {
    for (const watch of this.#series.values()) watch.rolloutAsked(workload, kind)
  }

  rolloutEnded(rollout: Rollout, workload: Workload): void {
    for (const watch of this.#series.values()) watch.rolloutEnded(rollout, workload)
  }

  instantOver(instant: FinishedInstant): void {
    for (const watch of this.#series.values()) watch.instantOver(instant)
  }

  /** One verdict for each expectation, in their order. */
  judge(end: RunEnd): readonly Verdict[] {
    return this.#expectations.map((expectation) => this.#judgeOne(expectation, end))
  }

  #judgeOne(expectation: Expectation, end: RunEnd): Verdict {
    switch (expectation.type) {
      case 'stalls':
        return takesReplications(expectation)
      case 'stalled':
        return judgeStalled(expectation, end)
      case 'event':
        return this.#judgeEvents(expectation)
      case 'measure':
        if (isOverRuns(expectation)) return takesReplications(expectation)
        return (
          this.#series.get(expectation)?.verdict(end.nodesReady, end.time) ??
          judgeRollout(expectation as RolloutExpectation, end.rollouts, end.outcome)
        )
    }
  }

  #judgeEvents(expectation: EventExpectation): Verdict {
    const { text, comparator, count } = expectation
    const value = this.#events.of(expectation)
    const result = holds(value, comparator, count) ? 'met' : 'failed'
    return { text, result, seen: { unit: 'count', value } }
  }
}

function isOverRuns({ measure, statistic }: MeasureExpectation): boolean {
  const isStatistic = statistic.type === 'mean' || statistic.type === 'quantile'
  return MEASURES[measure].of === 'run' && isStatistic
}

type MeasureExpectation = Extract<Expectation, { readonly type: 'measure' }>

/** One run cannot judge a statistic over runs. */
function takesReplications({ text }: Expectation): Verdict {
  return { text, result: 'undecided', note: 'it takes replications' }
}

type StalledExpectation = Extract<Expectation, { readonly type: 'stalled' }>

/** A run that met its horizon did not get anywhere either: what still goes round may do so forever. */
function judgeStalled({ text, stalled }: StalledExpectation, { outcome, time }: RunEnd): Verdict {
  const isStalled = outcome !== 'done'
  const note = `the run was ${OUTCOMES[outcome]}`
  return { text, result: stalled === isStalled ? 'met' : 'failed', time, note }
}

const OUTCOMES: Readonly<Record<RunOutcome, string>> = {
  done: 'done',
  stalled: 'stalled',
  horizon: 'cut off by its horizon',
}

function isAboutSeries(expectation: Expectation): expectation is SeriesExpectation {
  return expectation.type === 'measure' && MEASURES[expectation.measure].of === 'series'
}
