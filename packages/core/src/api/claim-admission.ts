import { jsonAt } from './json.ts'
import type { PersistentVolumeClaim } from './persistent-volume.ts'
import type { PlainObject } from './stored-object.ts'

/** How claims named their class before their spec had a field for it; the API still takes it. */
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'

const DEFAULT_CLASS_ANNOTATION = 'storageclass.kubernetes.io/is-default-class'

/** A new claim as it is stored: one that names no class gets the default one, if there is one. */
export function withDefaultClass(
  claim: PersistentVolumeClaim,
  classes: Iterable<PlainObject>,
): PersistentVolumeClaim {
  if (classNameOf(claim) !== undefined) return claim
  const storageClass = defaultClassOf(classes)
  return storageClass === undefined ? claim : withClass(claim, storageClass.metadata.name)
}

/** The claim with a class of that name in its spec. */
export function withClass(
  claim: PersistentVolumeClaim,
  storageClassName: string,
): PersistentVolumeClaim {
  return { ...claim, spec: { ...claim.spec, storageClassName } }
}

/** The class that a claim names, in the old annotation or in its spec; `undefined` when it names none. */
export function classNameOf({ metadata, spec }: PersistentVolumeClaim): string | undefined {
  const named = metadata.annotations[CLASS_ANNOTATION] ?? jsonAt(spec, 'storageClassName')
  return typeof named === 'string' ? named : undefined
}

/** The class of claims that name none; among several the newest, and then the first by name. */
export function defaultClassOf(classes: Iterable<PlainObject>): PlainObject | undefined {
  let found: PlainObject | undefined
  for (const object of classes) {
    if (object.metadata.annotations[DEFAULT_CLASS_ANNOTATION] !== 'true') continue
    if (found === undefined || isPreferred(object, found)) found = object
  }
  return found
}

function isPreferred({ metadata: one }: PlainObject, { metadata: other }: PlainObject): boolean {
  if (one.creationTimestamp !== other.creationTimestamp) {
    return one.creationTimestamp > other.creationTimestamp
  }
  return one.name < other.name
}
