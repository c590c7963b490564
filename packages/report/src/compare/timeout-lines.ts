import {
  type ComparisonAnalysis,
  type RolloutTimeout,
  type Uncovered,
  replicationsForUpperBound,
} from '@seatrial/scenarios'
import { formatNumber } from '../text/format-number.ts'
import { wrapList } from '../text/labelled-lines.ts'
import { formatSeconds } from './measure-text.ts'
import type { VariantNames } from './variant-names.ts'

const SECONDS_PER_MINUTE = 60

/** Which timeout to set for a variant, for which clock, and what it does not cover. */
export function timeoutLines(
  { variants }: ComparisonAnalysis,
  names: VariantNames,
  { variant, width }: { readonly variant: number; readonly width: number },
): readonly string[] {
  const { timeout } = variants[variant]!
  const name = names.of[variant]!
  return [
    ...adviceLines(timeout, name),
    ...byHandLines(timeout),
    ...wrapList(
      timeout.uncovered.map(
        (what, index) => `${index === 0 ? 'not covered: ' : ''}${uncovered(what)}`,
      ),
      width,
    ),
  ]
}

function adviceLines({ advice, probability }: RolloutTimeout, name: string): readonly string[] {
  switch (advice.type) {
    case 'timeout': {
      const minutes = advice.timeout / SECONDS_PER_MINUTE
      return [
        `${minutes}m for ${name}: ${probability * 100} % take less than ${formatSeconds(advice.bound)} with 95 % confidence`,
        `kubectl rollout status --timeout=${minutes}m, helm --wait --timeout ${minutes}m, a pipeline`,
      ]
    }
    case 'too few replications':
      return [
        `none to advise with ${formatNumber(advice.count)} replications: ` +
          `a p95 takes ${replicationsForUpperBound(0.95)}, a p99 ${replicationsForUpperBound(0.99)} (for ${name})`,
      ]
    case 'too many stalls':
      return [
        `no finite one for ${name}: ${formatNumber(advice.stalls.happened)} of ` +
          `${formatNumber(advice.stalls.count)} stalled, which may be ` +
          `${formatNumber(advice.upperBound * 100, 1)} % of all`,
      ]
  }
}

function byHandLines({ byHand }: RolloutTimeout): readonly string[] {
  if (byHand === undefined) return []
  const { duration, rounds, podsAtOnce, slowPod } = byHand
  return [
    `by hand ${formatSeconds(duration)}: ${formatNumber(rounds)} ${rounds === 1 ? 'round' : 'rounds'} ` +
      `of ${formatNumber(podsAtOnce)}, with every pod as slow as ${formatSeconds(slowPod)}`,
  ]
}

function uncovered(what: Uncovered): string {
  switch (what.type) {
    case 'on delete':
      return 'OnDelete waits for somebody to delete pods'
    case 'partition':
      return `pods below partition ${formatNumber(what.partition)}`
    case 'hooks':
      return 'hooks'
    case 'assumed inputs':
      return `${formatNumber(what.count)} latencies that are only assumed`
  }
}
