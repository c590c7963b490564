import { type Distribution, logNormalFromQuantiles } from '@seatrial/core'
import { describeValue } from '../../input-error.ts'
import { parseDuration } from '../language/duration.ts'
import { type WorkloadReference, parseWorkloadReference } from '../language/object-reference.ts'
import { argumentError } from './argument-error.ts'

/** How long something takes, for one workload or for all. */
export interface LatencyArgument {
  readonly workload: WorkloadReference | undefined
  readonly distribution: Distribution
}

/**
 * Reads `[KIND/NAME=]DURATION` or `[KIND/NAME=]P50..P99`: always so long, or a log-normal law by
 * its median and 99th percentile. Throws `InputErrors`.
 */
export function parseLatencyArgument(flag: string, text: string): LatencyArgument {
  const equals = text.indexOf('=')
  const workload = equals === -1 ? undefined : parseWorkloadReference(text.slice(0, equals))
  const distribution = parseSpan(text.slice(equals + 1))
  if (distribution === undefined || (equals !== -1 && workload === undefined)) {
    const expected = '[KIND/NAME=]DURATION or [KIND/NAME=]P50..P99, such as 25s or 25s..65s'
    throw argumentError(flag, { expected, got: describeValue(text) })
  }
  return { workload, distribution }
}

function parseSpan(text: string): Distribution | undefined {
  const [first, second, ...rest] = text.split('..')
  const p50 = parseDuration(first!)
  if (p50 === undefined || rest.length > 0) return undefined
  if (second === undefined) return { type: 'constant', value: p50 }
  const p99 = parseDuration(second)
  if (p99 === undefined || p50 === 0 || p99 < p50) return undefined
  return logNormalFromQuantiles({ p50, p99 })
}
