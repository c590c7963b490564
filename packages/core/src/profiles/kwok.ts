import type { LatencyProfile, StageLatency } from './latency-profile.ts'
import { UNLIMITED_BANDWIDTH, instantStages } from './profile-parts.ts'

const NO_IMAGES: LatencyProfile['images'] = {
  bandwidth: UNLIMITED_BANDWIDTH,
  registryEgress: Infinity,
  failureProbability: 0,
  defaultSize: 0,
}

/** Fake kubelets that answer at once: what is left is the controllers and their limits. */
export const KWOK_IDEAL: LatencyProfile = {
  name: 'kwok-ideal',
  description: 'fake kubelets without any delay: only the control plane takes time',
  stages: instantStages(),
  images: NO_IMAGES,
  relists: false,
  reportsVolumesInUse: false,
}

const STEP: StageLatency = {
  distribution: { type: 'uniform', low: 1_000_000, high: 5_000_000 },
  origin: { type: 'published', source: 'KWOK default stages' },
}

/** The delays of KWOK's general stages: each step of a creation 1 to 5 s, a deletion 1 s. */
export const KWOK_GENERAL: LatencyProfile = {
  ...KWOK_IDEAL,
  name: 'kwok-general',
  description: 'the default delays of KWOK stages: 1 to 5 s a step',
  stages: {
    ...instantStages(),
    sandboxCreate: STEP,
    containerStart: STEP,
    termination: {
      distribution: { type: 'constant', value: 1_000_000 },
      origin: { type: 'published', source: 'KWOK default stages' },
    },
  },
}
