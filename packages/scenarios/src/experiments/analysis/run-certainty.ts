import type { Scenario } from '../../format/scenario/scenario.ts'
import type { Verdict } from '../../results/expectations/verdict.ts'
import { REPLICATION_MEASURES } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import { type ProbabilityEstimate, estimateProbability } from '../statistics/probability.ts'
import type { Study } from '../study.ts'
import { studyHash } from '../study-hash.ts'
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

/** Events that all replications may take together: about half a second. */
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
 * The verdicts of a run, where they are about statistics judged over its replications. With
 * `everyReplication` all others must hold in each of them, too.
 */
export function verdictsOver(
  verdicts: readonly Verdict[],
  certainty: RunCertainty | undefined,
  everyReplication: boolean,
): readonly Verdict[] {
  if (certainty === undefined) return verdicts
  return verdicts.map((verdict, index) => {
    const judged = certainty.expectations[index]!
    const isStatistic = judged.claim.type !== 'every'
    if (!isStatistic && (!everyReplication || verdict.result !== 'met')) return verdict
    const { verdict: result } = judged.judgement
    return { text: verdict.text, result, note: noteOf(judged) }
  })
}

function noteOf({ claim, judgement }: JudgedExpectation): string {
  const { count, value } = judgement.evidence
  if (claim.type === 'every') {
    return `it held in ${Math.round(count * value)} of ${count} replications`
  }
  const needed = judgement.verdict === 'undecided' ? judgement.replicationsNeeded : undefined
  const over = `over ${count} replications`
  return needed === undefined ? over : `${over}; about ${needed} would tell`
}
