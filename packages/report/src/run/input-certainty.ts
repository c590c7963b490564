import type { Origin } from '@seatrial/core'
import {
  type LatencyOrigin,
  type Rollout,
  type RolloutWait,
  type Sensitivity,
  type SensitivityAttempt,
  workloadLabel,
} from '@seatrial/scenarios'
import { waitShares } from './wait-shares.ts'

/** How sure the answer about a rollout is. */
export interface InputCertainty {
  /** How many latencies are known in which way. */
  readonly counts: Readonly<Record<Origin['type'], number>>
  /** The latencies that are only assumed among those that decide the answer, the most decisive first. */
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

/** Latencies that decide together, and how much. */
interface Decider {
  readonly latencies: readonly string[]
  readonly weight: number
}

/** Those decide that make up so much of what there is, from the greatest on. */
const DECISIVE_SHARE = 0.5

/**
 * How sure the answer about a rollout is, from where its latencies come. What decides it is told by how
 * far each latency moves it; where that was not tried, by how long the rollout waited for it.
 */
export function inputCertainty(
  rollout: Rollout | undefined,
  latencies: readonly LatencyOrigin[],
  attempt?: SensitivityAttempt,
): InputCertainty {
  const counts = { given: 0, observed: 0, published: 0, assumed: 0 }
  for (const { origin } of latencies) counts[origin.type]++
  if (rollout === undefined) return { counts, decisive: [] }
  const origins = originsFor(workloadLabel(rollout.workload), latencies)
  const deciders = attempt?.type === 'tried' ? movers(attempt.sensitivity) : waits(rollout)
  const names = decisiveOf(deciders).flatMap((decider) => decider.latencies)
  return {
    counts,
    decisive: [...new Set(names)].filter((name) => origins.get(name) === 'assumed'),
  }
}

function movers({ inputs }: Sensitivity): readonly Decider[] {
  return inputs.map(({ input, swing }) => ({ latencies: [input.stage], weight: swing }))
}

function waits(rollout: Rollout): readonly Decider[] {
  return waitShares(rollout).map(({ wait, share }) => ({
    latencies: LATENCIES_IN[wait],
    weight: share,
  }))
}

/** From the greatest, until half of all is told. */
function decisiveOf(deciders: readonly Decider[]): readonly Decider[] {
  const enough = DECISIVE_SHARE * deciders.reduce((sum, { weight }) => sum + weight, 0)
  const decisive: Decider[] = []
  let told = 0
  for (const decider of deciders) {
    if (told >= enough) break
    decisive.push(decider)
    told += decider.weight
  }
  return decisive
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
  return stage === 'imagePull' ? ['imagePull', 'imageBandwidth', 'imageRoundTrip'] : [stage]
}
