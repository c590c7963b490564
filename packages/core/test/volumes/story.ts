import type { PersistentVolume, PersistentVolumeClaim, Pod, StoredChange } from '../../src/index.ts'

/** What happened to claims, volumes and pods, one line a stored change, in words. */
export function story(changes: readonly StoredChange[]): string[] {
  return changes.flatMap((change) => tell(change) ?? [])
}

function tell(change: StoredChange): string | undefined {
  switch (change.resource) {
    case 'persistentvolumeclaims':
      return `claim ${tellClaim(change)}`
    case 'persistentvolumes':
      return `volume ${tellVolume(change)}`
    case 'pods':
      return tellPod(change)
    default:
      return undefined
  }
}

function tellVolume({ type, object, previous }: StoredChange): string {
  const volume = object as PersistentVolume
  if (type !== 'MODIFIED') return type === 'ADDED' ? `added ${volume.phase}` : 'deleted'
  const before = previous as PersistentVolume
  if (volume.phase !== before.phase) return volume.phase
  if (volume.claim !== before.claim) return 'reserved'
  return 'marked for deletion'
}

function tellClaim({ type, object, previous }: StoredChange): string {
  const claim = object as PersistentVolumeClaim
  if (type !== 'MODIFIED') return type === 'ADDED' ? 'added' : 'deleted'
  const before = previous as PersistentVolumeClaim
  if (claim.volumeName !== before.volumeName) return 'names its volume'
  if (claim.phase !== before.phase) return claim.phase
  if (claim.metadata.deletionTimestamp !== before.metadata.deletionTimestamp) {
    return 'marked for deletion'
  }
  const unused = claim.conditions?.find((condition) => condition.type === 'Unused')
  if (claim.conditions !== before.conditions && unused !== undefined) {
    return unused.status === 'True' ? 'unused' : 'used'
  }
  const { 'volume.kubernetes.io/selected-node': node } = claim.metadata.annotations
  if (before.metadata.annotations['volume.kubernetes.io/selected-node'] !== node) {
    return `for ${node}`
  }
  return 'asks for a volume'
}

function tellPod({ type, object, previous }: StoredChange): string | undefined {
  const pod = object as Pod
  const { name } = pod.identity
  if (type !== 'MODIFIED') return `${name} ${type === 'ADDED' ? 'added' : 'deleted'}`
  const before = previous as Pod
  if (pod.nodeName !== before.nodeName) return `${name} bound to ${pod.nodeName}`
  if (pod.nominatedNodeName !== before.nominatedNodeName) {
    return `${name} nominated for ${pod.nominatedNodeName}`
  }
  const scheduled = pod.conditions.find((condition) => condition.type === 'PodScheduled')
  if (scheduled?.status === 'False') return `${name} unschedulable`
  return undefined
}
