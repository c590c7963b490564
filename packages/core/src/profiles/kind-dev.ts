import type { LatencyProfile } from './latency-profile.ts'
import { assumedLogNormal, bandwidth, constantStage, publishedLogNormal } from './profile-parts.ts'

const KIND = 'kubelet relist benchmark on kind'

/** A cluster in containers on one machine, as developers run it. */
export const KIND_DEV: LatencyProfile = {
  name: 'kind-dev',
  description: 'kind on a developer machine, local volumes',
  stages: {
    apiWrite: publishedLogNormal(0.006, 0.4, KIND),
    apiRead: assumedLogNormal(0.003, 0.4),
    watchDelay: publishedLogNormal(0.002, 0.4, KIND),
    schedulingAttempt: constantStage(0.0015, {
      type: 'published',
      source: 'scheduler_perf floors',
    }),
    volumeProvision: assumedLogNormal(0.3, 0.5),
    volumeAttach: constantStage(0),
    volumeDetach: constantStage(0),
    volumeStage: assumedLogNormal(0.1, 0.4),
    volumeFormat: assumedLogNormal(0.5, 0.4),
    volumePublish: assumedLogNormal(0.03, 0.4),
    kubeletFirstSync: publishedLogNormal(0.012, 0.4, KIND),
    sandboxCreate: publishedLogNormal(0.8, 0.12, KIND),
    imageRoundTrip: assumedLogNormal(0.15, 0.4),
    initContainerRun: assumedLogNormal(0.5, 0.5),
    containerStart: publishedLogNormal(0.28, 0.15, KIND),
    relist: constantStage(0.1),
    onDemandRelist: assumedLogNormal(0.02, 0.5),
    applicationReady: assumedLogNormal(3, 0.5),
    termination: assumedLogNormal(1, 0.6),
    sandboxStop: assumedLogNormal(0.15, 0.4),
    cleanup: assumedLogNormal(0.1, 0.4),
    nodeProvision: constantStage(0),
  },
  images: {
    bandwidth: bandwidth(100_000_000, 0.3),
    registryEgress: Infinity,
    failureProbability: 0,
    defaultSize: 200_000_000,
  },
  relists: true,
  reportsVolumesInUse: true,
}
