import {
  type ApiServer,
  type JsonObject,
  type MetaObject,
  type Node,
  Pod,
  type StoredObject,
  type Taint,
  findResource,
  jsonAt,
  resizeRefusal,
  resourceOf,
  writeObject,
} from '@seatrial/core'
import type { Manifest } from '../format/manifests/manifest.ts'
import {
  type ObjectReference,
  formatObjectReference,
  refersTo,
} from '../format/language/object-reference.ts'
import { InputError, InputErrors } from '../input-error.ts'
import { applied } from '../kubectl/patches/applied.ts'
import { type Admission, type ManifestSource, admitCreate, admitUpdate } from './admit-manifest.ts'

const CAUSE = { by: 'user', why: '' }

/**
 * What people do to a cluster's objects, as kubectl does it for them: applied, changed and deleted at
 * once, by the rules of the API server. A change that it would refuse throws `InputErrors`.
 */
export class UserChanges {
  readonly #server: ApiServer
  readonly #admission: Admission
  /** What was applied to each object last, as kubectl keeps it in an annotation. */
  readonly #lastApplied = new Map<string, JsonObject>()

  constructor(server: ApiServer, admission: Admission) {
    this.#server = server
    this.#admission = admission
  }

  /**
   * `kubectl apply`: the object is made, or changed in what the manifest says or says no more; what others
   * have written stays.
   */
  apply(manifest: Manifest): void {
    const key = formatObjectReference(manifest)
    const stored = this.#find(manifest)
    if (stored !== undefined && !(stored instanceof Pod)) {
      const live = writeObject(stored, this.#admission.epoch)
      const wanted = applied(live, this.#lastApplied.get(key), manifest.object)
      this.#replace(wanted, stored, manifest.origin)
    } else {
      const object = admitCreate(manifest.object, manifest.origin, this.#admission)
      if (object !== undefined) this.#server.create(object, CAUSE)
    }
    this.#lastApplied.set(key, manifest.object)
  }

  /** Changes the stored object of a workload; nothing happens if there is none. */
  change(reference: ObjectReference, change: (object: JsonObject) => JsonObject): void {
    const stored = this.find(reference)
    if (stored === undefined || stored instanceof Pod) {
      throw missing(reference)
    }
    const { epoch } = this.#admission
    this.#replace(change(writeObject(stored, epoch)), stored, { file: 'timeline', path: [] })
  }

  /** `kubectl delete` of any object. */
  delete(
    reference: ObjectReference,
    options: {
      readonly propagation?: 'Background' | 'Foreground' | 'Orphan'
      readonly gracePeriodSeconds?: number
    },
  ): void {
    const stored = this.find(reference)
    if (stored === undefined) return
    if (stored instanceof Pod) this.#server.deletePod(stored, options, CAUSE)
    else {
      const { namespace, name } = stored.metadata
      this.#server.delete(resourceOf(stored), namespace, name, options, CAUSE)
    }
  }

  /** Replaces the spec or the labels of a node. */
  changeNode(
    node: Node,
    changes: {
      readonly labels?: Node['metadata']['labels']
      readonly spec?: Partial<Node['spec']>
    },
  ): void {
    const metadata = {
      ...node.metadata,
      resourceVersion: 0,
      labels: changes.labels ?? node.metadata.labels,
    }
    this.#server.update({ ...node, metadata, spec: { ...node.spec, ...changes.spec } }, CAUSE)
  }

  /** The object that a reference means: the only one of its kind and name, or of its namespace. */
  find(reference: ObjectReference): StoredObject | undefined {
    const resource = findResource(reference.kind)
    if (resource === undefined) return undefined
    for (const object of this.#server.list(resource).values()) {
      if (refersTo(reference, describe(object))) return object
    }
    return undefined
  }

  #find(manifest: Manifest): StoredObject | undefined {
    const resource = findResource(manifest.kind)
    return resource === undefined
      ? undefined
      : this.#server.get(resource, manifest.namespace, manifest.name)
  }

  #replace(manifest: JsonObject, stored: MetaObject, source: ManifestSource): void {
    const json = writeObject(stored, this.#admission.epoch)
    const object = admitUpdate(manifest, json, source, this.#admission)
    if (object === undefined) return
    const metadata = {
      ...object.metadata,
      uid: stored.metadata.uid,
      resourceVersion: 0,
      ownerReferences: stored.metadata.ownerReferences,
      finalizers: stored.metadata.finalizers,
    }
    this.#checkSize(stored, object, source)
    this.#server.update({ ...object, metadata }, CAUSE)
  }

  #checkSize(stored: MetaObject, object: MetaObject, { file }: ManifestSource): void {
    if (stored.kind !== 'PersistentVolumeClaim' || object.kind !== 'PersistentVolumeClaim') return
    const refusal = resizeRefusal(stored, object, this.#server)
    if (refusal === undefined) return
    const path = `${formatObjectReference(describe(stored))} spec.resources.requests.storage`
    const got = String(jsonAt(object.spec, 'resources', 'requests', 'storage'))
    throw new InputErrors([new InputError({ file, path, expected: refusal.detail, got })])
  }
}

/** The taints after `kubectl taint`: `key=value:Effect` adds or replaces, `key:Effect-` and `key-` remove. */
export function changeTaints(taints: readonly Taint[], words: readonly string[]): readonly Taint[] {
  const isRemoval = (word: string): boolean => word.endsWith('-')
  const added = words.filter((word) => !isRemoval(word)).map(taintIn)
  const removed = words.filter(isRemoval).map((word) => taintIn(word.slice(0, -1)))
  const kept = taints.filter((taint) => !added.some((one) => isMeant(one, taint)))
  return [...added, ...kept].filter((taint) => !removed.some((one) => isMeant(one, taint)))
}

/** `KEY=VALUE:EFFECT`, of which the value and the effect may be missing. */
function taintIn(text: string): Taint {
  const [pair = '', effect = ''] = text.split(':')
  const [key = '', value] = pair.split('=')
  return { key, effect, ...(value === undefined ? {} : { value }) }
}

/** A taint is its key and its effect; without an effect, all with that key are meant. */
function isMeant({ key, effect }: Taint, taint: Taint): boolean {
  return taint.key === key && (effect === '' || taint.effect === effect)
}

function describe(object: StoredObject): { kind: string; namespace: string; name: string } {
  if (object instanceof Pod) {
    return { kind: 'Pod', namespace: object.identity.namespace, name: object.identity.name }
  }
  const { namespace, name } = object.metadata
  return { kind: object.kind, namespace, name }
}

function missing(reference: ObjectReference): InputErrors {
  return new InputErrors([
    new InputError({
      file: 'timeline',
      path: formatObjectReference(reference),
      expected: 'an object that exists at that time',
      got: 'none',
    }),
  ])
}
