import type { Comparison, Judgement } from './claim.ts'

/** Whether all, none or some of the values from low to high keep to the bound. */
export function compareInterval(
  { comparator, bound }: Comparison,
  { low, high }: { readonly low: number; readonly high: number },
): Judgement['verdict'] {
  switch (comparator) {
    case '<=':
      return verdictOf(high <= bound, low > bound)
    case '<':
      return verdictOf(high < bound, low >= bound)
    case '>=':
      return verdictOf(low >= bound, high < bound)
    case '>':
      return verdictOf(low > bound, high <= bound)
    case '==':
      return verdictOf(low === bound && high === bound, bound < low || bound > high)
    case '!=':
      return verdictOf(bound < low || bound > high, low === bound && high === bound)
  }
}

function verdictOf(isMet: boolean, isFailed: boolean): Judgement['verdict'] {
  if (isMet) return 'met'
  return isFailed ? 'failed' : 'undecided'
}
