import type { ComparisonAnalysis } from './comparison-analysis.ts'

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
