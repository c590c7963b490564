import type { JsonObject, KubernetesProfile } from '@seatrial/core'

/** What a kubelet tells of itself in the status of its node: the release that is simulated. */
export function nodeInfoOf(release: KubernetesProfile): JsonObject {
  const isMinor = release.split('.').length === 2
  return { kubeletVersion: `v${release}${isMinor ? '.0' : ''}` }
}
