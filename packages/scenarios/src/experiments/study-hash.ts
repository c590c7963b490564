import { scenarioHash } from '../results/summary/scenario-hash.ts'
import { contentHash } from '../results/trace/content-hash.ts'
import type { RunConditions, StudyVariant } from './study.ts'

/** A hash of all that decides what any replication of any variant comes to, the program apart. */
export function studyHash(
  variants: readonly StudyVariant[],
  { warmUp, inputUncertainty }: RunConditions,
): string {
  return contentHash({
    warmUp,
    inputUncertainty,
    variants: variants.map(({ name, scenario, scaledInputs }) => ({
      name,
      scenario: scenarioHash(scenario),
      scaledInputs,
    })),
  })
}
