import type { LatencyProfile } from './latency-profile.ts'
import { MANAGED_CLOUD } from './managed-cloud.ts'
import { assumedLogNormal, bandwidth } from './profile-parts.ts'

/** The managed cloud with accelerator nodes and very large images. */
export const GPU_CLOUD: LatencyProfile = {
  ...MANAGED_CLOUD,
  name: 'gpu-cloud',
  description: 'managed cloud with accelerator nodes and images of 15 GB',
  stages: { ...MANAGED_CLOUD.stages, nodeProvision: assumedLogNormal(240, 0.4) },
  images: {
    ...MANAGED_CLOUD.images,
    bandwidth: bandwidth(60_000_000, 0.4),
    defaultSize: 15_000_000_000,
  },
}
