import type { Scenario } from '../../format/scenario/scenario.ts'
import type { RunResult } from '../../run/run-result.ts'
import type { Verdict } from '../../results/expectations/verdict.ts'
import { REPLICATION_MEASURES } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import { type ProbabilityEstimate, estimateProbability } from '../statistics/probability.ts'
import type { Study } from '../study.ts'
import { studyHash } from '../study-hash.ts'
import type { SensitivitySubject } from './find-sensitivity.ts'
import { type JudgedExpectation, judgeExpectations } from './judged-expectation.ts'
import { type MeasureSummary, summariseMeasure } from './measure-summary.ts'
import { ReplicationTable } from './replication-table.ts'

/** How sure the answer of a run is: what came of it with other chance. */
export interface RunCertainty {
  readonly replicationCount: number
  readonly stalled: ProbabilityEstimate
  /** Of the headline rollout, in seconds; undefined where there was none in some run. */
  readonly duration: MeasureSummary | undefined
  /** In the order of the scenario's expectations. */
  readonly expectations: readonly JudgedExpectation[]
}

/** Replications of a run, if they are cheap. */
const REPLICATIONS_MAX = 300

/** Fewer say too little to be worth their time. */
const REPLICATIONS_MIN = 30

/** Events that all replications may take together: a few seconds. */
const EVENTS_MAX = 500_000

/**
 * How often a run is repeated where nobody says: 300 times, or as often as half a million events allow,
 * and not at all (1) where that is less than 30 times. It hangs on the events of the run alone, so that
 * it is the same on every machine.
 */
export function defaultReplications(eventCount: number): number {
  const affordable = Math.floor(EVENTS_MAX / Math.max(1, eventCount))
  return affordable < REPLICATIONS_MIN ? 1 : Math.min(REPLICATIONS_MAX, affordable)
}

/** Who waits for so many repetitions waits for three times as many runs that tell what moves the answer. */
const RUNS_PER_ASKED_REPLICATION = 3

/**
 * A run as one whose answer may be moved: of a `studyOfRun`, what its shown run tells, and how many
 * repetitions somebody asked for, if anybody did.
 */
export function subjectOfRun(
  study: Study,
  { duration }: RunCertainty,
  {
    result: { rollouts, latencies, eventCount },
    asked = 0,
  }: {
    readonly result: Pick<RunResult, 'rollouts' | 'latencies' | 'eventCount'>
    readonly asked: number | undefined
  },
): SensitivitySubject {
  // Where some run has no rollout, its time can neither be told nor moved.
  const rollout = duration === undefined ? undefined : rollouts.at(-1)
  return {
    study,
    variant: 0,
    seen: { rollout, latencies, eventCount },
    answer: duration?.mean,
    runsGranted: RUNS_PER_ASKED_REPLICATION * asked,
  }
}

/** A study of one scenario alone, with so many replications. */
export function studyOfRun(
  scenario: Scenario,
  { warmUp, replications }: { readonly warmUp: boolean; readonly replications: number },
): Study {
  const { name, description } = scenario
  const variants = [
    { number: 0, name, assignments: [], scenario, scaledInputs: [], baseline: 0 } as const,
  ]
  const conditions = { warmUp, inputUncertainty: 'drawn' } as const
  return {
    ...conditions,
    name,
    description,
    variants,
    leftOut: [],
    replications: { min: replications, max: replications, until: [] },
    goal: undefined,
    hash: studyHash(variants, conditions),
  }
}

/** What the replications of a `studyOfRun` tell. Throws `IncompleteReplicationsError`. */
export function runCertainty(study: Study, replications: Iterable<Replication>): RunCertainty {
  const table = new ReplicationTable(study, replications)
  const measure = REPLICATION_MEASURES.find(({ name }) => name === 'rolloutDuration')!
  const stalls = table.stallsOf(0).filter((isStalled) => isStalled).length
  return {
    replicationCount: table.count,
    stalled: estimateProbability(stalls, table.count),
    duration: summariseMeasure(measure, table.valuesOf(0, measure)),
    expectations: judgeExpectations(study, study.variants[0]!, table.of(0)),
  }
}

/**
 * The verdicts of a run over its replications: what is expected of a statistic is judged by its interval,
 * all else must hold in the run itself and in each of them.
 */
export function verdictsOver(
  verdicts: readonly Verdict[],
  certainty: RunCertainty | undefined,
): readonly Verdict[] {
  if (certainty === undefined) return verdicts
  return verdicts.map((verdict, index) => {
    const judged = certainty.expectations[index]!
    return judged.claim.type === 'every'
      ? verdictInEvery(verdict, judged)
      : { text: verdict.text, result: judged.judgement.verdict, note: statisticNote(judged) }
  })
}

function verdictInEvery(verdict: Verdict, { judgement }: JudgedExpectation): Verdict {
  const { count, value } = judgement.evidence
  const held = Math.round(count * value)
  if (verdict.result === 'undecided' || held === count) return verdict
  const note = `broken in ${count - held} of ${count} replications`
  if (verdict.result === 'failed') return { ...verdict, note }
  // What was seen in the run itself is all right and would mislead.
  const { text, workload } = verdict
  return { text, result: 'failed', ...(workload === undefined ? {} : { workload }), note }
}

function statisticNote({ judgement }: JudgedExpectation): string {
  const over = `over ${judgement.evidence.count} replications`
  const needed = judgement.verdict === 'undecided' ? judgement.replicationsNeeded : undefined
  return needed === undefined ? over : `${over}; about ${needed} would tell`
}
