import { type ApiServer, applyDefaults, compareText, readObject, readPod } from '@seatrial/core'
import type { Manifest } from '../format/manifests/manifest.ts'
import type { Admission } from './admit-manifest.ts'

const CAUSE = { by: 'user', why: 'there before the run' }

/** Kinds in the order in which they are put into the store: owners before what they own. */
const LOAD_ORDER = [
  'Namespace',
  'PriorityClass',
  'StorageClass',
  'Node',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service',
  'PodDisruptionBudget',
  'ResourceQuota',
  'ControllerRevision',
  'StatefulSet',
  'DaemonSet',
]

/**
 * Puts objects into the store as kubectl printed them: with their uids, ages, conditions and status,
 * and in the form that the API server stores, whoever printed them.
 */
export function loadExisting(
  server: ApiServer,
  manifests: readonly Manifest[],
  { configuration, epoch }: Admission,
): void {
  const { profile, gates } = configuration
  const ordered = manifests.toSorted(
    (one, other) =>
      rank(one.kind) - rank(other.kind) ||
      compareText(one.namespace, other.namespace) ||
      compareText(one.name, other.name),
  )
  for (const { kind, object: printed } of ordered) {
    const object = applyDefaults(kind, printed, profile, gates)
    if (kind === 'Pod') {
      server.loadPod(readPod(object, epoch, server.nextPodNumber()), CAUSE)
    } else {
      const read = readObject(object, epoch)
      if (read !== undefined) server.load(read, CAUSE)
    }
  }
}

/** Pods come last, when everything that they refer to is there. */
function rank(kind: string): number {
  const index = LOAD_ORDER.indexOf(kind)
  return index < 0 ? LOAD_ORDER.length : index
}
