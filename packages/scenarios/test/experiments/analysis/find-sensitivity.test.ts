import { describe, expect, it } from 'vitest'
import {
  type SensitivitySubject,
  findSensitivity,
  screeningRuns,
} from '../../../src/experiments/analysis/find-sensitivity.ts'
import { rehearse } from '../../../src/experiments/analysis/rehearsal.ts'
import { sensitiveInputs } from '../../../src/experiments/analysis/sensitivity-study.ts'
import type { Replication } from '../../../src/experiments/replication.ts'
import type { Study } from '../../../src/experiments/study.ts'
import { aStudy } from '../a-study.ts'
import { someReplications } from './some-replications.ts'

const study = aStudy()
const seen = rehearse(study, study.variants[0]!)
const SUBJECT: SensitivitySubject = { study, variant: 0, seen, answer: undefined }

/** How much longer a rollout takes for each whole that is added to one of these. */
const WEIGHTS: Readonly<Record<string, number>> = {
  termination: 40,
  containerStart: 30,
  apiWrite: 20,
  cleanup: 10,
}

/** Runs of which each takes as long as its inputs say. */
function ranBy(counted: Study[] = []) {
  return async (moved: Study): Promise<readonly Replication[]> => {
    counted.push(moved)
    const { variants, replications } = moved
    return someReplications(
      { variants: variants.length, replications: replications.max },
      (number) => ({
        rolloutDuration: variants[number]!.scaledInputs.reduce(
          (sum, { stage, factor }) => sum + (WEIGHTS[stage] ?? 0) * (factor - 1),
          100,
        ),
      }),
    )
  }
}

describe('the screening of what moves a rollout', () => {
  it('looks closely at the three inputs that moved it most at twice their value', async () => {
    const attempt = await findSensitivity(SUBJECT, 'screened', ranBy())
    const inputs = attempt.type === 'tried' ? attempt.sensitivity.inputs : []

    expect(inputs.map(({ name, swing }) => [name, swing])).toEqual([
      ['termination', 60],
      ['containerStart', 45],
      ['apiWrite', 30],
    ])
    expect(inputs[0]!.atHalf.mean).toMatchObject({ mean: 80, count: 5 })
  })

  it('takes as few runs as it says', async () => {
    const studies: Study[] = []
    await findSensitivity(SUBJECT, 'screened', ranBy(studies))
    const runs = studies.reduce(
      (sum, { variants, replications }) => sum + variants.length * replications.max,
      0,
    )

    expect(runs).toBe(screeningRuns(sensitiveInputs(seen).length))
    expect(runs).toBeLessThan(80)
  })

  it('is left where a run takes too many events, whatever the machine', async () => {
    const eventCount = Math.floor(2_000_000 / screeningRuns(sensitiveInputs(seen).length))
    const of = (count: number) => ({ ...SUBJECT, seen: { ...seen, eventCount: count } })

    expect(await findSensitivity(of(eventCount), 'screened', ranBy())).toMatchObject({
      type: 'tried',
    })
    expect(await findSensitivity(of(eventCount + 1), 'screened', ranBy())).toEqual({
      type: 'not tried',
      reason: 'too long',
    })
    expect(await findSensitivity(of(eventCount + 1), 'thorough', ranBy())).toMatchObject({
      type: 'tried',
      sensitivity: { replicationCount: 30 },
    })
  })

  it('takes as long as it takes where somebody is ready to wait for its runs', async () => {
    const runsGranted = screeningRuns(sensitiveInputs(seen).length)
    const long = { ...SUBJECT, seen: { ...seen, eventCount: 1_000_000_000 } }
    const typeWith = async (granted: number) =>
      (await findSensitivity({ ...long, runsGranted: granted }, 'screened', ranBy())).type

    expect(await typeWith(runsGranted)).toBe('tried')
    expect(await typeWith(runsGranted - 1)).toBe('not tried')
  })

  it('has nothing to move where nothing was rolled out', async () => {
    const idle = { ...SUBJECT, seen: { ...seen, rollout: undefined } }

    expect(await findSensitivity(idle, 'screened', ranBy())).toEqual({
      type: 'not tried',
      reason: 'no rollout',
    })
  })
})
