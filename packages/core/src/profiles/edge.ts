import type { LatencyProfile } from './latency-profile.ts'
import { assumedLogNormal, bandwidth, constantStage } from './profile-parts.ts'

/** Small machines behind thin lines. */
export const EDGE: LatencyProfile = {
  name: 'edge',
  description: 'small machines behind thin lines: slow API, very slow image pulls',
  stages: {
    apiWrite: assumedLogNormal(0.08, 0.8),
    apiRead: assumedLogNormal(0.06, 0.8),
    watchDelay: assumedLogNormal(0.06, 0.8),
    schedulingAttempt: constantStage(0.005),
    volumeProvision: assumedLogNormal(1, 0.6),
    volumeAttach: constantStage(0),
    volumeDetach: constantStage(0),
    volumeStage: assumedLogNormal(0.9, 0.5),
    volumeFormat: assumedLogNormal(4.5, 0.5),
    volumePublish: assumedLogNormal(0.15, 0.4),
    kubeletFirstSync: assumedLogNormal(0.15, 0.6),
    sandboxCreate: assumedLogNormal(2, 0.5),
    imageRoundTrip: assumedLogNormal(0.8, 0.6),
    initContainerRun: assumedLogNormal(2, 0.5),
    containerStart: assumedLogNormal(1.2, 0.5),
    relist: constantStage(0.2),
    onDemandRelist: assumedLogNormal(0.02, 0.5),
    applicationReady: assumedLogNormal(6, 0.5),
    termination: assumedLogNormal(1, 0.6),
    sandboxStop: assumedLogNormal(0.6, 0.5),
    cleanup: assumedLogNormal(0.4, 0.5),
    nodeProvision: constantStage(0),
  },
  images: {
    bandwidth: bandwidth(2_000_000, 0.6),
    registryEgress: 20_000_000,
    failureProbability: 0.02,
    defaultSize: 200_000_000,
  },
  relists: true,
  reportsVolumesInUse: true,
}
