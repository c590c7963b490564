import type { LatencyProfile } from './latency-profile.ts'
import { assumedLogNormal, bandwidth, constantStage } from './profile-parts.ts'

/** Machines of one's own with local disks and a registry that is not tuned. */
export const BARE_METAL: LatencyProfile = {
  name: 'bare-metal',
  description: 'own machines, local disks, slow image pulls, slow replacement of nodes',
  stages: {
    apiWrite: assumedLogNormal(0.008, 0.4),
    apiRead: assumedLogNormal(0.004, 0.4),
    watchDelay: assumedLogNormal(0.004, 0.4),
    schedulingAttempt: constantStage(0.0015, {
      type: 'published',
      source: 'scheduler_perf floors',
    }),
    volumeProvision: assumedLogNormal(0.5, 0.5),
    volumeAttach: constantStage(0),
    volumeDetach: constantStage(0),
    volumeStage: assumedLogNormal(0.3, 0.5),
    volumeFormat: assumedLogNormal(1.5, 0.5),
    volumePublish: assumedLogNormal(0.05, 0.4),
    kubeletFirstSync: assumedLogNormal(0.03, 0.5),
    sandboxCreate: assumedLogNormal(0.5, 0.4),
    imageRoundTrip: assumedLogNormal(0.3, 0.5),
    initContainerRun: assumedLogNormal(1, 0.5),
    containerStart: assumedLogNormal(0.3, 0.4),
    relist: constantStage(0.05),
    onDemandRelist: assumedLogNormal(0.02, 0.5),
    applicationReady: assumedLogNormal(3, 0.5),
    termination: assumedLogNormal(1, 0.6),
    sandboxStop: assumedLogNormal(0.2, 0.5),
    cleanup: assumedLogNormal(0.12, 0.4),
    nodeProvision: constantStage(600),
  },
  images: {
    bandwidth: bandwidth(18_000_000, 0.4),
    registryEgress: 500_000_000,
    failureProbability: 0.002,
    defaultSize: 200_000_000,
  },
  relists: true,
  reportsVolumesInUse: true,
}
