import type { Origin } from '@seatrial/core'
import { type LatencyOrigin, type PodPart, type Rollout, workloadLabel } from '@seatrial/scenarios'
import { waitShares } from './wait-shares.ts'

/** How sure the answer about a rollout is. */
export interface InputCertainty {
  /** How many latencies are known in which way. */
  readonly counts: Readonly<Record<Origin['type'], number>>
  /**
   * The latencies that are only assumed and make up most of what pods waited for, the most first.
   */
  readonly decisive: readonly string[]
}

/** The latencies of which each part of a pod's life is made. */
const LATENCIES_IN: Readonly<Record<PodPart, readonly string[]>> = {
  schedule: ['schedulingAttempt'],
  kubelet: ['kubeletFirstSync'],
  volumes: [
    'volumeProvision',
    'volumeDetach',
    'volumeAttach',
    'volumeFormat',
    'volumeStage',
    'volumePublish',
    'sandboxCreate',
  ],
  start: ['imageBandwidth', 'imageRoundTrip', 'initContainerRun', 'containerStart'],
  ready: ['applicationReady'],
  minReady: [],
  serve: [],
  recover: ['applicationReady'],
  dead: [],
  terminate: ['termination'],
  remove: ['sandboxStop', 'cleanup'],
}

/** What pods waited for decides the answer as far as it makes up so much of their waiting. */
const DECISIVE_SHARE = 0.5

/** How sure the answer about a rollout is, from where its latencies come. */
export function inputCertainty(
  rollout: Rollout | undefined,
  latencies: readonly LatencyOrigin[],
): InputCertainty {
  const counts = { given: 0, observed: 0, published: 0, assumed: 0 }
  for (const { origin } of latencies) counts[origin.type]++
  if (rollout === undefined) return { counts, decisive: [] }
  const origins = originsFor(workloadLabel(rollout.workload), latencies)
  const names = decisiveParts(rollout).flatMap((part) => LATENCIES_IN[part])
  return {
    counts,
    decisive: [...new Set(names)].filter((name) => origins.get(name) === 'assumed'),
  }
}

/**
 * The parts that pods spent most of their waiting with: from the longest, until half of it is told.
 */
function decisiveParts(rollout: Rollout): readonly PodPart[] {
  const parts: PodPart[] = []
  let told = 0
  for (const { part, share } of waitShares(rollout)) {
    if (told >= DECISIVE_SHARE) break
    parts.push(part)
    told += share
  }
  return parts
}

/**
 * How each latency of a workload's pods is known: its own, else that of the cluster. A pull that is
 * known as a whole takes the place of its parts.
 */
function originsFor(
  label: string,
  latencies: readonly LatencyOrigin[],
): ReadonlyMap<string, Origin['type']> {
  const origins = new Map<string, Origin['type']>()
  for (const subject of ['cluster', label]) {
    for (const latency of latencies) {
      if (latency.of !== subject) continue
      for (const stage of stagesOf(latency)) origins.set(stage, latency.origin.type)
    }
  }
  return origins
}

function stagesOf({ stage }: LatencyOrigin): readonly string[] {
  return stage === 'imagePull' ? ['imageBandwidth', 'imageRoundTrip'] : [stage]
}
