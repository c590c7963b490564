import type { LatencyProfile } from './latency-profile.ts'
import { assumedLogNormal, bandwidth, constantStage, publishedLogNormal } from './profile-parts.ts'

/** A managed cluster of a large cloud: network disks, tuned nodes, a busy API server. */
export const MANAGED_CLOUD: LatencyProfile = {
  name: 'managed-cloud',
  description: 'managed cluster of a large cloud, network disks, containerd nodes',
  stages: {
    apiWrite: assumedLogNormal(0.012, 0.5),
    apiRead: assumedLogNormal(0.006, 0.5),
    watchDelay: assumedLogNormal(0.006, 0.5),
    schedulingAttempt: constantStage(0.0015, {
      type: 'published',
      source: 'scheduler_perf floors',
    }),
    volumeProvision: publishedLogNormal(1.5, 0.42, 'EBS CSI driver measurements'),
    volumeAttach: publishedLogNormal(2, 0.35, 'EBS CSI driver measurements'),
    volumeDetach: publishedLogNormal(7, 0.18, 'Karpenter StatefulSet disruption design'),
    volumeStage: assumedLogNormal(0.3, 0.5),
    volumeFormat: assumedLogNormal(1.5, 0.5),
    volumePublish: assumedLogNormal(0.05, 0.4),
    kubeletFirstSync: assumedLogNormal(0.03, 0.5),
    sandboxCreate: assumedLogNormal(0.8, 0.45),
    imageRoundTrip: assumedLogNormal(0.25, 0.4),
    initContainerRun: assumedLogNormal(1, 0.5),
    containerStart: assumedLogNormal(0.35, 0.4),
    relist: constantStage(0.05),
    onDemandRelist: assumedLogNormal(0.02, 0.5),
    applicationReady: assumedLogNormal(3, 0.5),
    termination: assumedLogNormal(1, 0.6),
    sandboxStop: assumedLogNormal(0.25, 0.5),
    cleanup: assumedLogNormal(0.15, 0.4),
    nodeProvision: publishedLogNormal(93, 0.34, 'kube-burner on m6i.xlarge'),
  },
  images: {
    bandwidth: bandwidth(50_000_000, 0.4),
    registryEgress: 2_000_000_000,
    failureProbability: 0.001,
    defaultSize: 200_000_000,
  },
  relists: true,
  reportsVolumesInUse: true,
}
