import type { LatencyProfile } from './latency-profile.ts'
import { constantStage, instantStages } from './profile-parts.ts'

const SEED = { type: 'observed', count: 6 } as const

/**
 * The one-node minikube of December 2018 on which the project's seed article was written. Constants
 * read off its transcripts: a start takes 4 s, the first on an image that is not there 5 s; containers
 * stop 1 s after the deletion, and the object goes another second later.
 */
export const MINIKUBE_2018: LatencyProfile = {
  name: 'minikube-2018',
  description: 'one-node minikube of 2018, constants of the seed article',
  stages: {
    ...instantStages(),
    containerStart: constantStage(4, SEED),
    termination: constantStage(1, SEED),
    cleanup: constantStage(1, SEED),
  },
  images: {
    bandwidth: {
      distribution: { type: 'constant', value: 3_000_000 },
      origin: SEED,
    },
    registryEgress: Infinity,
    failureProbability: 0,
    defaultSize: 3_000_000,
  },
  relists: false,
  reportsVolumesInUse: false,
}
