import type { ComparisonAnalysis } from './comparison-analysis.ts'
import type { SensitivitySubject } from './find-sensitivity.ts'

/** The number of the variant that most is told of: the recommended or likeliest one, else the baseline. */
export function chosenVariant({
  recommendation,
  study,
}: Pick<ComparisonAnalysis, 'recommendation' | 'study'>): number {
  const answer = recommendation?.answer
  const baseline = study.variants[0]!.baseline
  switch (answer?.type) {
    case 'selected':
      return answer.variant
    case 'undecided':
      return answer.left[0] ?? baseline
    default:
      return baseline
  }
}

/** The chosen variant as one whose answer may be moved. */
export function chosenSubject(
  analysis: Pick<ComparisonAnalysis, 'recommendation' | 'study' | 'variants'>,
): SensitivitySubject {
  const variant = chosenVariant(analysis)
  const { rehearsal, summaries } = analysis.variants[variant]!
  const summary = summaries.find((each) => each?.measure.name === 'rolloutDuration')
  return { study: analysis.study, variant, seen: rehearsal, answer: summary?.mean }
}
