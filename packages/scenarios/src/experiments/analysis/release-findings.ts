import { type ReleaseDifference, compareReleases } from '../../compare-versions/compare-releases.ts'
import { profileOf } from '../../run/build-cluster.ts'
import type { Study, StudyVariant } from '../study.ts'

/** Two variants that differ in their release only, and what the releases do differently first. */
export interface ReleaseFinding {
  readonly variant: number
  readonly baseline: number
  /**
   * The first stored change that differs, and what differs next when its cause is taken away; none when
   * they store the same to their end.
   */
  readonly differences: readonly ReleaseDifference[]
}

/** Often the first one is only what the API server makes of an object. */
const DIFFERENCES_MAX = 3

/**
 * For each variant that differs from its baseline in nothing but `kubernetes`: the first stored change
 * that differs between the two releases, and its switch. Runs replication 0 under both.
 */
export function findReleaseDifferences(study: Study): readonly ReleaseFinding[] {
  return study.variants.flatMap((variant): readonly ReleaseFinding[] => {
    const baseline = study.variants[variant.baseline]!
    if (!differInReleaseOnly(variant, baseline)) return []
    const [a, b] = [profileOf(baseline.scenario), profileOf(variant.scenario)]
    const { differences } = compareReleases(variant.scenario, a, b, { warmUp: study.warmUp })
    return [{ variant: variant.number, baseline: baseline.number, difference: differences[0] }]
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
