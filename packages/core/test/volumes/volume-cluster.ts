import {
  type PersistentVolume,
  type PersistentVolumeClaim,
  VolumeController,
  type StoredChange,
} from '../../src/index.ts'
import { SmallCluster, type SmallClusterOptions } from '../scheduler/small-cluster.ts'

const MANAGER_LIMITS = { qps: 20, burst: 30 }

/** A small cluster with claims and volumes. */
export class VolumeCluster extends SmallCluster {
  readonly volumeController: VolumeController

  constructor(options: SmallClusterOptions = {}) {
    super(options)
    this.volumeController = new VolumeController({
      ...this,
      clients: {
        binder: this.client('persistent-volume-binder', MANAGER_LIMITS),
        provisioner: this.client('provisioner', MANAGER_LIMITS),
        protection: this.client('pvc-protection-controller', MANAGER_LIMITS),
      },
    })
  }

  addStorageClass(
    name: string,
    given: {
      readonly isDefault?: boolean
      readonly volumeBindingMode?: string
      readonly provisioner?: string
      readonly reclaimPolicy?: string
    } = {},
  ): void {
    this.create({
      kind: 'StorageClass',
      metadata: {
        name,
        annotations:
          given.isDefault === true ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : {},
      },
      provisioner: given.provisioner ?? 'example.com/disk',
      volumeBindingMode: given.volumeBindingMode ?? 'Immediate',
      reclaimPolicy: given.reclaimPolicy ?? 'Delete',
    })
  }

  addClaim(name: string, storageClassName?: string): void {
    this.create({
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: 'default' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        ...(storageClassName !== undefined && { storageClassName }),
      },
    })
  }

  /** What happened to claims, volumes and pods, one line a stored change. */
  story(): string[] {
    return this.changes.flatMap((change) => tell(change) ?? [])
  }
}

function tell(change: StoredChange): string | undefined {
  const { type, resource, object, previous } = change
  if (resource === 'persistentvolumeclaims') {
    const claim = object as PersistentVolumeClaim
    return `claim ${claim.metadata.name} ${type} ${tellClaim(claim, previous as PersistentVolumeClaim)}`.trim()
  }
  if (resource === 'persistentvolumes') {
    const volume = object as PersistentVolume
    const isMarked = type === 'MODIFIED' && volume.phase === (previous as PersistentVolume).phase
    return `volume ${type} ${isMarked ? change.why : volume.phase}`
  }
  return undefined
}

function tellClaim(claim: PersistentVolumeClaim, previous?: PersistentVolumeClaim): string {
  if (previous === undefined || claim.phase !== previous.phase) return claim.phase
  if (claim.volumeName !== previous.volumeName) return 'volume found'
  const unused = claim.conditions?.find(({ type }) => type === 'Unused')
  if (claim.conditions !== previous.conditions && unused) return `Unused ${unused.status}`
  const added = Object.keys(claim.metadata.annotations).filter(
    (name) => previous.metadata.annotations[name] === undefined,
  )
  if (added.some((name) => name.endsWith('storage-provisioner'))) return 'asks for a volume'
  if (added.some((name) => name.endsWith('selected-node'))) return 'selected node'
  return ''
}
