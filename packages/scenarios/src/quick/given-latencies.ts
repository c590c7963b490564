import type { Distribution } from '@seatrial/core'
import { argumentError } from '../format/arguments/argument-error.ts'
import { type LatencyArgument, parseLatencyArgument } from '../format/arguments/latency-argument.ts'
import { chooseWorkload } from '../format/arguments/workload-argument.ts'
import { type WorkloadReference, refersTo } from '../format/language/object-reference.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import type { ObservedDuration, ObservedWorkload } from '../format/manifests/observed.ts'
import { addressOf, referenceTo, workloadsOf } from '../format/manifests/workloads.ts'
import type { PodLatencySettings } from '../format/scenario/latency.ts'
import type { Scenario } from '../format/scenario/scenario.ts'
import { type InputError, describeChoices, throwIfAny } from '../input-error.ts'
import type { LatencyOptions } from './quick-options.ts'
import { readArguments } from './read-arguments.ts'

/** The scenario with what the options know of its pods besides. Throws `InputErrors`. */
export function withLatencies(scenario: Scenario, options: LatencyOptions): Scenario {
  const { latency, existing, manifests } = scenario
  const pods = [...latency.pods, ...givenLatencies(options, [...existing, ...manifests])]
  return { ...scenario, latency: { ...latency, pods } }
}

/**
 * What the options know of the latencies of these workloads' pods: what was observed first, then
 * what was given, which counts where both know something. Throws `InputErrors`.
 */
export function givenLatencies(
  { ready, terminate, observed }: LatencyOptions,
  manifests: readonly Manifest[],
): readonly PodLatencySettings[] {
  const errors: InputError[] = []
  const readyTimes = readArguments(ready, (text) => readLatency('--ready', text, manifests), errors)
  const terminations = readArguments(
    terminate,
    (text) => readLatency('--terminate', text, manifests),
    errors,
  )
  throwIfAny(errors)
  return [
    ...observedLatencies(observed ?? [], manifests),
    ...readyTimes.flat().map(({ of, distribution }) => readyAfter(of, distribution)),
    ...terminations.flat().map(({ of, distribution }) => ({
      ...NOTHING,
      of,
      stages: { termination: distribution },
    })),
  ]
}

const NOTHING = { stages: {}, readyWithoutProbe: false, writesPhaseLate: false }

/** How long something takes for the pods of one workload. */
interface WorkloadLatency {
  readonly of: WorkloadReference
  readonly distribution: Distribution
}

/** A latency without a workload holds for each. */
function readLatency(
  flag: string,
  text: string,
  manifests: readonly Manifest[],
): readonly WorkloadLatency[] {
  const { workload, distribution }: LatencyArgument = parseLatencyArgument(flag, text)
  const workloads =
    workload === undefined ? workloadsOf(manifests) : [chooseWorkload(flag, manifests, workload)]
  return workloads.map((manifest) => ({ of: referenceTo(manifest), distribution }))
}

function observedLatencies(
  observed: readonly ObservedWorkload[],
  manifests: readonly Manifest[],
): readonly PodLatencySettings[] {
  const workloads = workloadsOf(manifests)
  const known = observed.filter(({ workload }) =>
    workloads.some((each) => refersTo(workload, each)),
  )
  if (observed.length > 0 && known.length === 0) {
    throw argumentError('--observed', {
      expected: `pods of ${describeChoices(workloads.map(addressOf))}`,
      got: `pods of ${observed.map(({ workload }) => addressOf(workload)).join(', ')}`,
    })
  }
  return known.flatMap(({ workload, durations }) =>
    durations.map((duration) => observedLatency(workload, duration)),
  )
}

/** One observed duration, with its own number of observations. */
function observedLatency(
  of: WorkloadReference,
  { latency, distribution, count }: ObservedDuration,
): PodLatencySettings {
  const origin = { type: 'observed', count } as const
  if (latency === 'applicationReady') return { ...readyAfter(of, distribution), origin }
  return { ...NOTHING, of, [latency]: distribution, origin }
}

/** What is known of readiness counts although no probe asks for it. */
function readyAfter(of: WorkloadReference, distribution: Distribution): PodLatencySettings {
  return { ...NOTHING, of, stages: { applicationReady: distribution }, readyWithoutProbe: true }
}
