import type { Origin } from '@seatrial/core'
import {
  type LatencyOrigin,
  type Rollout,
  type RolloutWait,
  workloadLabel,
} from '@seatrial/scenarios'
import { waitShares } from './wait-shares.ts'

/** How sure the answer about a rollout is. */
export interface InputCertainty {
  /** How many latencies are known in which way. */
  readonly counts: Readonly<Record<Origin['type'], number>>
  /**
   * The latencies that are only assumed and make up most of what the rollout waited for, the most first.
   */
  readonly decisive: readonly string[]
}

/** The latencies of which each wait is made. */
const LATENCIES_IN: Readonly<Record<RolloutWait, readonly string[]>> = {
  queue: ['schedulingAttempt'],
  schedule: ['schedulingAttempt'],
  throttled: [],
  api: ['apiWrite'],
  kubelet: ['kubeletFirstSync'],
  storage: [],
  claim: ['volumeProvision'],
  detach: ['volumeDetach'],
  attach: ['volumeAttach'],
  network: [],
  volumes: ['volumeFormat', 'volumeStage', 'volumePublish', 'sandboxCreate'],
  pull: ['imageBandwidth', 'imageRoundTrip'],
  start: ['initContainerRun', 'containerStart'],
  ready: ['applicationReady'],
  minReady: [],
  serve: [],
  blockedByBudget: [],
  blockedByPredecessor: [],
  recover: ['applicationReady'],
  dead: [],
  terminate: ['termination'],
  remove: ['sandboxStop', 'cleanup'],
  watch: ['watchDelay'],
  worker: [],
  recheck: [],
  controller: ['apiWrite'],
  outside: [],
}

/** What a rollout waited for decides the answer as far as it makes up so much of its time. */
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
  const names = decisiveWaits(rollout).flatMap((wait) => LATENCIES_IN[wait])
  return {
    counts,
    decisive: [...new Set(names)].filter((name) => origins.get(name) === 'assumed'),
  }
}

/** What the rollout waited for most: from the longest, until half of its time is told. */
function decisiveWaits(rollout: Rollout): readonly RolloutWait[] {
  const waits: RolloutWait[] = []
  let told = 0
  for (const { wait, share } of waitShares(rollout)) {
    if (told >= DECISIVE_SHARE) break
    waits.push(wait)
    told += share
  }
  return waits
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
