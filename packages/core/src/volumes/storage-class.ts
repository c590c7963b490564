import { type JsonValue, jsonAt } from '../api/json.ts'
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
}

/** How claims named their class before their spec had a field for it; the API still takes it. */
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

const DEFAULT_CLASS_ANNOTATION = 'storageclass.kubernetes.io/is-default-class'

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

/** The class that a claim names, in the old annotation or in its spec; `undefined` when it names none. */
function classNameOf({ metadata, spec }: PersistentVolumeClaim): string | undefined {
  const named: JsonValue | undefined =
    metadata.annotations[CLASS_ANNOTATION] ?? jsonAt(spec, 'storageClassName')
  return typeof named === 'string' ? named : undefined
}

/** The class of claims that name none; among several the newest, and then the first by name. */
export function defaultStorageClass(server: ApiServer): StorageClass | undefined {
  let found: PlainObject | undefined
  for (const object of server.list('storageclasses').values()) {
    if (object.metadata.annotations[DEFAULT_CLASS_ANNOTATION] !== 'true') continue
    if (found === undefined || isPreferred(object, found)) found = object
  }
  return found && readStorageClass(found)
}

function isPreferred({ metadata: one }: PlainObject, { metadata: other }: PlainObject): boolean {
  if (one.creationTimestamp !== other.creationTimestamp) {
    return one.creationTimestamp > other.creationTimestamp
  }
  return one.name < other.name
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
  }
}

/** The claim's spec with the class that it gets because it names none. */
export function withStorageClass(
  claim: PersistentVolumeClaim,
  { name }: StorageClass,
): PersistentVolumeClaim['spec'] {
  return classNameOf(claim) === undefined ? { ...claim.spec, storageClassName: name } : claim.spec
}
