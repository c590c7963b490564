import type { PersistentVolume, PersistentVolumeClaim } from '../../api/persistent-volume.ts'
import type { ObjectMeta } from '../../api/object-meta.ts'
import { SELECTED_NODE, claimKey, claimReference } from '../../volumes/claim-facts.ts'
import type { ApiRequest } from '../../store/api-request.ts'
import { type UnboundClaim, reaches } from './volume-demand.ts'

/** How a claim gets its volume now that its node is known. */
export type ClaimBinding =
  | {
      readonly type: 'take'
      readonly claim: PersistentVolumeClaim
      readonly volume: PersistentVolume
    }
  | { readonly type: 'make'; readonly claim: PersistentVolumeClaim }

const NO_BINDINGS: readonly ClaimBinding[] = []

/** Takes for each claim the smallest volume that lies ready on the node, or has one made. */
export function bindClaims(
  unbound: readonly UnboundClaim[],
  node: ObjectMeta,
): readonly ClaimBinding[] {
  if (unbound.length === 0) return NO_BINDINGS
  const taken = new Set<PersistentVolume>()
  return unbound.map(({ claim, offers }) => {
    const offer = offers.find(({ volume, choice }) => {
      return !taken.has(volume) && reaches({ volume, choice }, node)
    })
    if (offer === undefined) return { type: 'make', claim }
    taken.add(offer.volume)
    return { type: 'take', claim, volume: offer.volume }
  })
}

/** The write by which a claim is on its way to its volume. */
export function bindingRequest(binding: ClaimBinding, nodeName: string): ApiRequest {
  return binding.type === 'take'
    ? reservation(binding.volume, binding.claim)
    : selection(binding.claim, nodeName)
}

function reservation(volume: PersistentVolume, claim: PersistentVolumeClaim): ApiRequest {
  const { name } = volume.metadata
  const spec = { ...volume.spec, claimRef: claimReference(claim) }
  return {
    verb: 'update',
    resource: 'persistentvolumes',
    subresource: '',
    namespace: '',
    name,
    why: `taken for ${claimKey(claim)}`,
    object: { ...volume, spec, claim: claimKey(claim) },
  }
}

function selection(claim: PersistentVolumeClaim, nodeName: string): ApiRequest {
  const { metadata } = claim
  const annotations = { ...metadata.annotations, [SELECTED_NODE]: nodeName }
  return {
    verb: 'update',
    resource: 'persistentvolumeclaims',
    subresource: '',
    namespace: metadata.namespace,
    name: metadata.name,
    why: `its pod goes to ${nodeName}`,
    object: { ...claim, metadata: { ...metadata, annotations } },
  }
}
