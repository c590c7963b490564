import type { Experiment } from '../format/experiment/experiment.ts'
import type { SettingValue } from '../format/experiment/setting-value.ts'
import type { Assignment } from '../format/experiment/variants.ts'
import type { Scenario } from '../format/scenario/scenario.ts'
import { withFieldValue } from './with-field-value.ts'

/**
 * The scenario with some values changed: settings first, since they may decide how manifests are read.
 * Throws `InputErrors` when there can be no such scenario.
 */
export function variedScenario(
  { scenario, withSettings }: Experiment,
  assignments: readonly Assignment[],
): Scenario {
  const settings = assignments.flatMap(({ target, value }): readonly SettingValue[] =>
    target.type === 'setting' ? [{ path: target.path, value }] : [],
  )
  let varied = settings.length === 0 ? scenario : withSettings(settings)
  for (const { target, value } of assignments) {
    if (target.type === 'field') varied = withFieldValue(varied, target, value)
  }
  return varied
}
