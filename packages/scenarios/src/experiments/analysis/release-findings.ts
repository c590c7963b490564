import { type Behaviours, type Duration, behaviours, resolveFeatureGates } from '@seatrial/core'
import {
  type ReleaseDifference,
  type SwitchName,
  compareReleases,
} from '../../compare-versions/compare-releases.ts'
import type { Scenario } from '../../format/scenario/scenario.ts'
import { profileOf } from '../../run/build-cluster.ts'
import { simulate } from '../../run/simulate.ts'
import { runOptions } from '../run-replication.ts'
import type { Study, StudyVariant } from '../study.ts'

/** Two variants that differ in their release only, and what the releases do differently. */
export interface ReleaseFinding {
  readonly variant: number
  readonly baseline: number
  /** The first stored change that differs; undefined when they store the same to their end. */
  readonly difference: ReleaseDifference | undefined
  /** What moves the rollout time; undefined where no switch does so by itself. */
  readonly decisive: DecisiveSwitch | undefined
}

/** The switch without which the rollout time of the variant would differ most, as replication 0 goes. */
export interface DecisiveSwitch {
  readonly name: SwitchName
  /** Of the variant, and with that one switch as the baseline's release has it; infinite: never. */
  readonly duration: Duration
  readonly without: Duration
}

/**
 * For each variant that differs from its baseline in nothing but `kubernetes`: the first stored change
 * that differs between the two releases, and which of their switches decides the rollout time. Runs
 * replication 0 once or twice for each switch.
 */
export function findReleaseDifferences(study: Study): readonly ReleaseFinding[] {
  return study.variants.flatMap((variant): readonly ReleaseFinding[] => {
    const baseline = study.variants[variant.baseline]!
    if (!differInReleaseOnly(variant, baseline)) return []
    const [a, b] = [profileOf(baseline.scenario), profileOf(variant.scenario)]
    const { differences } = compareReleases(variant.scenario, a, b)
    return [
      {
        variant: variant.number,
        baseline: baseline.number,
        difference: differences[0],
        decisive: findDecisiveSwitch(study, variant, baseline),
      },
    ]
  })
}

function differInReleaseOnly(one: StudyVariant, other: StudyVariant): boolean {
  if (profileOf(one.scenario) === profileOf(other.scenario)) return false
  return otherSettings(one) === otherSettings(other)
}

function otherSettings({ assignments }: StudyVariant): string {
  const others = assignments.filter(
    ({ target }) => target.type !== 'setting' || target.text !== 'kubernetes',
  )
  return JSON.stringify(others.map(({ target, value }) => [target.text, value]))
}

/**
 * Flips the switches of the variant one at a time; the first one counts where two move it alike. What
 * the API server of a release makes of objects is no switch of its own.
 */
function findDecisiveSwitch(
  study: Study,
  { number, scenario }: StudyVariant,
  baseline: StudyVariant,
): DecisiveSwitch | undefined {
  const own = switchesOf(scenario)
  const other = switchesOf(baseline.scenario)
  const durationWith = (switches: Behaviours): Duration => {
    const { rollouts } = simulate(scenario, {
      ...runOptions(study, number, 0),
      behaviours: switches,
    })
    return rollouts.at(-1)?.measures.rolloutDuration ?? (Infinity as Duration)
  }
  const duration = durationWith(own)
  let decisive: DecisiveSwitch | undefined
  for (const name of Object.keys(own) as SwitchName[]) {
    if (name === 'release' || own[name] === other[name]) continue
    const without = durationWith({ ...own, [name]: other[name] })
    if (movedBy({ duration, without }) > movedBy(decisive)) decisive = { name, duration, without }
  }
  return decisive
}

function switchesOf(scenario: Scenario): Behaviours {
  const release = profileOf(scenario)
  const settings = scenario.featureGates as Readonly<Record<string, boolean>>
  return behaviours(release, resolveFeatureGates(release, settings))
}

/** How far; nothing where neither ends. */
function movedBy(moved: Pick<DecisiveSwitch, 'duration' | 'without'> | undefined): number {
  if (moved === undefined || moved.duration === moved.without) return 0
  return Math.abs(moved.without - moved.duration)
}
