import type { LatencyInput, LatencyScaling } from '@seatrial/core'
import { REPLICATION_MEASURES } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import { runReplication } from '../run-replication.ts'
import type { MeanEstimate } from '../statistics/mean.ts'
import type { Study } from '../study.ts'
import type { Rehearsal } from './rehearsal.ts'
import { ReplicationTable } from './replication-table.ts'
import { type Sensitivity, analyseSensitivity, swingOf } from './sensitivity.ts'
import { type SensitivityPlan, sensitiveInputs, sensitivityStudy } from './sensitivity-study.ts'

/** Whose answer may be moved. */
export interface SensitivitySubject {
  readonly study: Study
  /** Its number in the study. */
  readonly variant: number
  /** What one run of it tells. */
  readonly seen: Pick<Rehearsal, 'latencies' | 'rollout' | 'eventCount'>
  /** The mean of its rollout time with uncertain inputs drawn; if it is known. */
  readonly answer: MeanEstimate | undefined
  /** So many runs somebody is ready to wait for, however long they take; by default none. */
  readonly runsGranted?: number
}

/**
 * How much is tried: every input thoroughly, or one replication with each at twice its value, and then
 * only those that moved the answer most.
 */
export type SensitivityEffort = 'thorough' | 'screened'

/** Which inputs move an answer, or why that was not tried. */
export type SensitivityAttempt =
  | { readonly type: 'tried'; readonly sensitivity: Sensitivity }
  | { readonly type: 'not tried'; readonly reason: NotTriedReason }

/**
 * The run was not repeated, as nobody wanted it to be; it would take too long; or there is no rollout
 * whose time could be moved.
 */
export type NotTriedReason = 'not repeated' | 'too long' | 'no rollout'

/** What is multiplied with an input, one at a time. */
const HALF = 0.5
const TWICE = 2

/** Replications of each changed input. */
const REPLICATIONS = { thorough: 30, screened: 5 } as const

/** Replications with all inputs as they are stated, which tell how much is chance. */
const STATED_REPLICATIONS = { thorough: 30, screened: 20 } as const

/** Inputs that are looked at closely after the screening. */
const SCREENED_INPUTS = 3

/** Events that screening may take unasked; a rollout that takes more is not screened. */
const SCREENING_EVENTS_MAX = 2_000_000

/** Runs all replications of the study that a plan makes of the subject's, in whatever order. */
export type RunSensitivity = (moved: Study, plan: SensitivityPlan) => Promise<Iterable<Replication>>

/**
 * Which inputs move the rollout time of a variant. Whether that can be screened is judged by the events
 * of the one run that was seen: the same on every machine. Without `run` everything is run here.
 */
export async function findSensitivity(
  subject: SensitivitySubject,
  effort: SensitivityEffort,
  run: RunSensitivity = runHere,
): Promise<SensitivityAttempt> {
  const { variant, seen, answer, runsGranted = 0 } = subject
  if (seen.rollout === undefined) return { type: 'not tried', reason: 'no rollout' }
  const inputs = sensitiveInputs(seen)
  const runs = screeningRuns(inputs.length)
  const isShort = runs <= runsGranted || runs * seen.eventCount <= SCREENING_EVENTS_MAX
  if (effort === 'screened' && !isShort) return { type: 'not tried', reason: 'too long' }
  const measure = ROLLOUT_DURATION
  const tried = new TriedInputs(subject, run)
  const [stated = []] = await tried.durations([[]], STATED_REPLICATIONS[effort])
  const told = effort === 'thorough' ? inputs : await tried.mostMoving(inputs, stated[0]!)
  const changes = told.flatMap((input) => [at(input, HALF), at(input, TWICE)])
  const samples = await tried.durations(changes, REPLICATIONS[effort])
  const moved = told.map((input, index) => ({
    input,
    atHalf: samples[2 * index]!,
    atTwice: samples[2 * index + 1]!,
  }))
  const sensitivity = analyseSensitivity({ variant, measure, answer, stated, moved })
  return { type: 'tried', sensitivity }
}

/** How many runs screening takes: as stated, each input at twice, and the closest ones again at both. */
export function screeningRuns(inputCount: number): number {
  const closest = Math.min(SCREENED_INPUTS, inputCount)
  return STATED_REPLICATIONS.screened + inputCount + 2 * closest * REPLICATIONS.screened
}

const ROLLOUT_DURATION = REPLICATION_MEASURES.find(({ name }) => name === 'rolloutDuration')!

function at(input: LatencyInput, factor: number): readonly LatencyScaling[] {
  return [{ ...input, factor }]
}

/** Tries inputs of one variant. */
class TriedInputs {
  readonly #subject: SensitivitySubject
  readonly #run: RunSensitivity

  constructor(subject: SensitivitySubject, run: RunSensitivity) {
    this.#subject = subject
    this.#run = run
  }

  /** How long the rollout takes with each of these changes, by replication. */
  async durations(
    scalings: SensitivityPlan['scalings'],
    replications: number,
  ): Promise<readonly (readonly number[])[]> {
    if (scalings.length === 0) return []
    const { study, variant } = this.#subject
    const plan = { variant, scalings, replications }
    const moved = sensitivityStudy(study, plan)
    const table = new ReplicationTable(moved, await this.#run(moved, plan))
    return table.variants.map((number) => table.valuesOf(number, ROLLOUT_DURATION))
  }

  /**
   * The few inputs that move one replication most at twice their value; what makes it shorter at half
   * makes it longer there.
   */
  async mostMoving(
    inputs: readonly LatencyInput[],
    stated: number,
  ): Promise<readonly LatencyInput[]> {
    const samples = await this.durations(
      inputs.map((input) => at(input, TWICE)),
      1,
    )
    const swings = samples.map(([duration]) => swingOf([stated, duration!]))
    return inputs
      .map((input, index) => ({ input, swing: swings[index]! }))
      .toSorted((one, other) => (one.swing === other.swing ? 0 : other.swing - one.swing))
      .slice(0, SCREENED_INPUTS)
      .map(({ input }) => input)
  }
}

async function runHere(moved: Study): Promise<readonly Replication[]> {
  return moved.variants.flatMap(({ number }) =>
    Array.from({ length: moved.replications.max }, (_, replication) =>
      runReplication(moved, number, replication),
    ),
  )
}
