import {
  DEFAULT_KUBERNETES_PROFILE,
  type JsonValue,
  type KubernetesProfile,
  resolveKubernetesProfile,
} from '@seatrial/core'
import { manifestsOf } from '../format/experiment/manifests-of.ts'
import type { Target } from '../format/experiment/target.ts'
import { type WorkloadReference, refersTo } from '../format/language/object-reference.ts'
import { withValueAt } from '../format/manifests/manifest-change.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import { type FieldPath, valueAt } from '../format/paths/field-path.ts'
import { type ObjectPath, parseObjectPath } from '../format/paths/object-path.ts'
import { resolveObjectPath } from '../format/paths/resolve-object-path.ts'
import type { Action, Scenario } from '../format/scenario/scenario.ts'

/** A field of a manifest as a target. */
export type FieldTarget = Extract<Target, { readonly type: 'field' }>

/** Gives a field a value for the one that it has; `null` stands for none. */
export type ChangeValue = (value: JsonValue) => JsonValue

/** One field of one workload, wherever a scenario says something of it. */
export class VariedField {
  readonly #target: FieldTarget
  readonly #path: ObjectPath
  readonly #profile: KubernetesProfile
  /** The container whose image the field is. */
  readonly #container: JsonValue | undefined

  constructor(scenario: Scenario, target: FieldTarget) {
    const path = parseObjectPath(target.text)
    if (path === undefined) throw new Error(`${target.text} was resolved, and is no path`)
    this.#target = target
    this.#path = path
    this.#profile = resolveKubernetesProfile(scenario.kubernetes) ?? DEFAULT_KUBERNETES_PROFILE
    this.#container = containerOf(scenario, target)
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
      case 'set':
        return {
          ...action,
          changes: this.#inOwn(action.changes, (own) => this.#inSet(own, change)),
        }
      case 'setImage':
        return {
          ...action,
          changes: this.#inOwn(action.changes, (own) => this.#inImages(own, change)),
        }
      case 'scale':
        if (this.#target.text !== 'spec.replicas') return action
        return { ...action, changes: this.#inOwn(action.changes, (own) => inScaling(own, change)) }
      case 'patch':
        return {
          ...action,
          changes: this.#inOwn(action.changes, (own) => this.#inPatch(own, change)),
        }
      default:
        return action
    }
  }

  /** The changes, those of this workload changed. */
  #inOwn<Own extends { readonly workload: WorkloadReference }>(
    changes: readonly Own[],
    change: (own: Own) => Own,
  ): readonly Own[] {
    const { workload } = this.#target
    return changes.map((each) => (mayBeSame(each.workload, workload) ? change(each) : each))
  }

  #inSet({ workload, fields }: ChangeOf<'set'>, change: ChangeValue): ChangeOf<'set'> {
    const changed = fields.map(({ path, value }) => ({
      path,
      value: this.#isAt(path) ? change(value) : value,
    }))
    return { workload, fields: changed }
  }

  #inImages({ workload, images }: ChangeOf<'setImage'>, change: ChangeValue): ChangeOf<'setImage'> {
    const name = this.#container
    if (typeof name !== 'string' || !Object.hasOwn(images, name)) return { workload, images }
    return { workload, images: { ...images, [name]: String(change(images[name]!)) } }
  }

  #inPatch(own: ChangeOf<'patch'>, change: ChangeValue): ChangeOf<'patch'> {
    const { path } = this.#target
    const { workload, patch } = own
    const value = valueAt(patch, path)
    return value === undefined ? own : { workload, patch: withValueAt(patch, path, change(value)) }
  }

  /** Paths of a timeline lead, as the target's, through the workload as it is applied last. */
  #isAt(path: FieldPath): boolean {
    const { path: own } = this.#target
    return path.length === own.length && path.every((step, index) => step === own[index])
  }

  /** Where the field stands in this manifest; undefined where it has no such container, say. */
  #placeIn({ kind, object }: Manifest): FieldPath | undefined {
    const resolved = resolveObjectPath(kind, object, this.#path, this.#profile)
    return resolved.type === 'resolved' ? resolved.path : undefined
  }
}

/** One of the changes that actions of a type make. */
type ChangeOf<Type extends Action['type']> = Extract<
  Action,
  { readonly type: Type; readonly changes: unknown }
>['changes'][number]

function inScaling(
  { workload, replicas }: ChangeOf<'scale'>,
  change: ChangeValue,
): ChangeOf<'scale'> {
  return { workload, replicas: Number(change(replicas)) }
}

/** The name beside the image that a target is. */
function containerOf(scenario: Scenario, { workload, path }: FieldTarget): JsonValue | undefined {
  if (path.at(-1) !== 'image') return undefined
  const manifest = manifestsOf(scenario).findLast((each) => refersTo(workload, each))
  return manifest && valueAt(manifest.object, [...path.slice(0, -1), 'name'])
}

/** A reference without a namespace means the only workload of that name. */
function mayBeSame(one: WorkloadReference, other: WorkloadReference): boolean {
  if (one.kind !== other.kind || one.name !== other.name) return false
  const { namespace = other.namespace } = one
  return other.namespace === undefined || namespace === other.namespace
}
