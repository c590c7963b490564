import type { Distribution } from '../kernel/distributions/distribution.ts'
import type { LatencyStage, Origin, StageLatency } from './latency-profile.ts'

const ASSUMED: Origin = { type: 'assumed' }
const MICROSECONDS = 1_000_000

/** A log-normal stage by its median in seconds and its sigma, of which we only assume the numbers. */
export function assumedLogNormal(medianSeconds: number, sigma: number): StageLatency {
  return { distribution: logNormal(medianSeconds, sigma), origin: ASSUMED }
}

/** A log-normal stage fitted to somebody's published numbers. */
export function publishedLogNormal(
  medianSeconds: number,
  sigma: number,
  source: string,
): StageLatency {
  return { distribution: logNormal(medianSeconds, sigma), origin: { type: 'published', source } }
}

/** A stage that always takes the same, in seconds. */
export function constantStage(seconds: number, origin: Origin = ASSUMED): StageLatency {
  return { distribution: { type: 'constant', value: Math.round(seconds * MICROSECONDS) }, origin }
}

/** Every stage takes no time: what profiles without real kubelets start from. */
export function instantStages(): Record<LatencyStage, StageLatency> {
  const instant = constantStage(0, { type: 'given' })
  return {
    apiWrite: instant,
    apiRead: instant,
    watchDelay: instant,
    schedulingAttempt: instant,
    volumeProvision: instant,
    volumeAttach: instant,
    volumeDetach: instant,
    volumeStage: instant,
    volumeFormat: instant,
    volumePublish: instant,
    kubeletFirstSync: instant,
    sandboxCreate: instant,
    imageRoundTrip: instant,
    initContainerRun: instant,
    containerStart: instant,
    relist: instant,
    onDemandRelist: instant,
    applicationReady: instant,
    termination: instant,
    sandboxStop: instant,
    cleanup: instant,
    nodeProvision: instant,
  }
}

/** A law of bytes a second (not of time): the same families serve. */
export function bandwidth(bytesPerSecond: number, sigma: number): StageLatency {
  return {
    distribution: { type: 'log-normal', median: bytesPerSecond, sigma },
    origin: ASSUMED,
  }
}

/** Unlimited bandwidth. */
export const UNLIMITED_BANDWIDTH: StageLatency = {
  distribution: { type: 'constant', value: Infinity },
  origin: { type: 'given' },
}

function logNormal(medianSeconds: number, sigma: number): Distribution {
  return { type: 'log-normal', median: medianSeconds * MICROSECONDS, sigma }
}
