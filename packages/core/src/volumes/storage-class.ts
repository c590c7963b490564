import { classNameOf, defaultClassOf, withClass } from '../api/claim-admission.ts'
import type { PersistentVolumeClaim } from '../api/persistent-volume.ts'
import { textField } from '../api/serialization/read-fields.ts'
import type { PlainObject } from '../api/stored-object.ts'
import type { ApiServer } from '../store/api-server.ts'

/** A StorageClass as far as volumes are made by it. */
export interface StorageClass {
  readonly name: string
  readonly provisioner: string
  /** Whether a volume is made at once, or for the node of the first pod that uses it. */
  readonly bindingMode: 'Immediate' | 'WaitForFirstConsumer'
  /** What becomes of a volume whose claim is deleted. */
  readonly reclaimPolicy: 'Delete' | 'Retain'
  /** Claims may ask for more than they have. */
  readonly allowsExpansion: boolean
}

/**
 * The class of a claim: the one that it names, or the cluster's default when it names none. Undefined
 * for a claim that asks for no class at all (`''`), or whose class does not exist.
 */
export function storageClassOf(
  claim: PersistentVolumeClaim,
  server: ApiServer,
): StorageClass | undefined {
  const name = classNameOf(claim)
  if (name === undefined) return defaultStorageClass(server)
  if (name === '') return undefined
  const object = server.get('storageclasses', '', name)
  return object && readStorageClass(object)
}

/** The class of claims that name none. */
export function defaultStorageClass(server: ApiServer): StorageClass | undefined {
  const found = defaultClassOf(server.list('storageclasses').values())
  return found && readStorageClass(found)
}

function readStorageClass({ metadata, content }: PlainObject): StorageClass {
  return {
    name: metadata.name,
    provisioner: textField(content, 'provisioner'),
    bindingMode:
      content['volumeBindingMode'] === 'WaitForFirstConsumer'
        ? 'WaitForFirstConsumer'
        : 'Immediate',
    reclaimPolicy: content['reclaimPolicy'] === 'Retain' ? 'Retain' : 'Delete',
    allowsExpansion: content['allowVolumeExpansion'] === true,
  }
}

/** The claim's spec with the class that it gets because it names none. */
export function withStorageClass(
  claim: PersistentVolumeClaim,
  { name }: StorageClass,
): PersistentVolumeClaim['spec'] {
  return classNameOf(claim) === undefined ? withClass(claim, name).spec : claim.spec
}
