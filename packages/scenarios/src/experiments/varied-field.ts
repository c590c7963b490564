import {
  DEFAULT_KUBERNETES_PROFILE,
  type JsonValue,
  type KubernetesProfile,
  resolveKubernetesProfile,
} from '@seatrial/core'
import type { Target } from '../format/experiment/target.ts'
import { type WorkloadReference, refersTo } from '../format/language/object-reference.ts'
import { withValueAt } from '../format/manifests/manifest-change.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import { type FieldPath, valueAt } from '../format/paths/field-path.ts'
import { parseObjectPath } from '../format/paths/object-path.ts'
import { resolveObjectPath } from '../format/paths/resolve-object-path.ts'
import type { Action, FieldAssignment } from '../format/scenario/scenario.ts'

/** A field of a manifest as a target. */
export type FieldTarget = Extract<Target, { readonly type: 'field' }>

/** Gives a field a value for the one that it has; `null` stands for none. */
export type ChangeValue = (value: JsonValue) => JsonValue

/** One field of one workload, wherever a scenario says something of it. */
export class VariedField {
  readonly #target: FieldTarget
  readonly #profile: KubernetesProfile

  constructor(kubernetes: string, target: FieldTarget) {
    this.#target = target
    this.#profile = resolveKubernetesProfile(kubernetes) ?? DEFAULT_KUBERNETES_PROFILE
  }

  isOf(manifest: Manifest): boolean {
    return refersTo(this.#target.workload, manifest)
  }

  valueIn(manifest: Manifest): JsonValue {
    const place = this.#placeIn(manifest)
    return (place === undefined ? undefined : valueAt(manifest.object, place)) ?? null
  }

  /** The manifest with the value changed; as it is where it has no such place, or is another one's. */
  inManifest(manifest: Manifest, change: ChangeValue): Manifest {
    const place = this.isOf(manifest) ? this.#placeIn(manifest) : undefined
    if (place === undefined) return manifest
    const value = change(valueAt(manifest.object, place) ?? null)
    return { ...manifest, object: withValueAt(manifest.object, place, value) }
  }

  /** The action with the value changed wherever it gives the field one. */
  inAction(action: Action, change: ChangeValue): Action {
    switch (action.type) {
      case 'apply': {
        const manifests = action.manifests.map((manifest) => this.inManifest(manifest, change))
        return { ...action, manifests }
      }
      case 'set': {
        const changes = this.#changed(action.changes, ({ workload, fields }) => ({
          workload,
          fields: fields.map((field) =>
            this.#isAt(field.path) ? changedField(field, change) : field,
          ),
        }))
        return { ...action, changes }
      }
      case 'setImage': {
        const changes = this.#changed(action.changes, ({ workload, images }) => ({
          workload,
          images: Object.fromEntries(
            Object.entries(images).map(([container, image]) => [
              container,
              this.#isImageOf(container) ? String(change(image)) : image,
            ]),
          ),
        }))
        return { ...action, changes }
      }
      case 'scale': {
        if (this.#target.text !== 'spec.replicas') return action
        const changes = this.#changed(action.changes, ({ workload, replicas }) => ({
          workload,
          replicas: Number(change(replicas)),
        }))
        return { ...action, changes }
      }
      default:
        return action
    }
  }

  /** The changes, those of this workload changed. */
  #changed<Change extends { readonly workload: WorkloadReference }>(
    changes: readonly Change[],
    change: (change: Change) => Change,
  ): readonly Change[] {
    const { workload } = this.#target
    return changes.map((each) => (isSameWorkload(each.workload, workload) ? change(each) : each))
  }

  /** Paths of a timeline lead, as the target's, through the workload as it is applied last. */
  #isAt(path: FieldPath): boolean {
    return isSamePath(path, this.#target.path)
  }

  #isImageOf(container: string): boolean {
    const [list, image] = parseObjectPath(this.#target.text)?.steps.slice(-2) ?? []
    return (
      list?.type === 'named' &&
      list.name === container &&
      image?.type === 'key' &&
      image.key === 'image'
    )
  }

  /** Where the field stands in this manifest; undefined where it has no such container, say. */
  #placeIn({ kind, object }: Manifest): FieldPath | undefined {
    const path = parseObjectPath(this.#target.text)
    if (path === undefined) return undefined
    const resolved = resolveObjectPath(kind, object, path, this.#profile)
    return resolved.type === 'resolved' ? resolved.path : undefined
  }
}

function changedField(field: FieldAssignment, change: ChangeValue): FieldAssignment {
  return { path: field.path, value: change(field.value) }
}

function isSamePath(one: FieldPath, other: FieldPath): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index])
}

/** A reference without a namespace means the only workload of that name. */
function isSameWorkload(one: WorkloadReference, other: WorkloadReference): boolean {
  if (one.kind !== other.kind || one.name !== other.name) return false
  const { namespace = other.namespace } = one
  return other.namespace === undefined || namespace === other.namespace
}
