import type { JsonObject } from '@seatrial/core'
import type { Manifest } from '../format/manifests/manifest.ts'
import { valueAt } from '../format/paths/field-path.ts'

/**
 * The claims that volumes of a cluster are bound to, where they are not among the manifests
 * themselves: whoever prints `pv` alone still means volumes that are in use.
 */
export function claimsOfVolumes(manifests: readonly Manifest[]): readonly Manifest[] {
  const given = new Set(manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(keyOf))
  return manifests.flatMap((manifest) => {
    const claim = manifest.kind === 'PersistentVolume' ? claimOf(manifest) : undefined
    return claim === undefined || given.has(keyOf(claim)) ? [] : [claim]
  })
}

/** The claim that a volume is bound to, as far as the volume tells. */
function claimOf({ object, name: volumeName, origin }: Manifest): Manifest | undefined {
  const namespace = valueAt(object, ['spec', 'claimRef', 'namespace'])
  const name = valueAt(object, ['spec', 'claimRef', 'name'])
  const uid = valueAt(object, ['spec', 'claimRef', 'uid'])
  const isBound = valueAt(object, ['status', 'phase']) === 'Bound'
  if (!isBound || typeof namespace !== 'string' || typeof name !== 'string') return undefined
  const { capacity, accessModes, ...shared } = sharedSpec(object)
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    namespace,
    name,
    origin,
    object: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name,
        namespace,
        ...(typeof uid === 'string' ? { uid } : {}),
        creationTimestamp: valueAt(object, ['metadata', 'creationTimestamp']) ?? null,
        annotations: { 'pv.kubernetes.io/bind-completed': 'yes' },
      },
      spec: { ...shared, accessModes, volumeName, resources: { requests: capacity } },
      status: { phase: 'Bound', accessModes, capacity },
    },
  }
}

/** What a volume and its claim say alike. */
function sharedSpec(volume: JsonObject) {
  const at = (key: string) => valueAt(volume, ['spec', key])
  const storageClassName = at('storageClassName')
  const volumeMode = at('volumeMode')
  return {
    capacity: at('capacity') ?? {},
    accessModes: at('accessModes') ?? [],
    ...(storageClassName === undefined ? {} : { storageClassName }),
    ...(volumeMode === undefined ? {} : { volumeMode }),
  }
}

function keyOf({ namespace, name }: Manifest): string {
  return `${namespace}/${name}`
}
