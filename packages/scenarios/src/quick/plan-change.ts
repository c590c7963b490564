import type { KubernetesProfile } from '@seatrial/core'
import { argumentError } from '../format/arguments/argument-error.ts'
import { resolveImageArgument } from '../format/arguments/image-argument.ts'
import { resolveScaleArgument } from '../format/arguments/scale-argument.ts'
import { resolveSetArgument } from '../format/arguments/set-argument.ts'
import { CONTAINER_LISTS, withValueAt } from '../format/manifests/manifest-change.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import { referenceTo, workloadsOf } from '../format/manifests/workloads.ts'
import { type FieldPath, childOf, elementsAt } from '../format/paths/field-path.ts'
import type { Action, FieldAssignment } from '../format/scenario/scenario.ts'
import { type InputError, throwIfAny } from '../input-error.ts'
import type { ChangeOptions } from './quick-options.ts'
import { readArguments } from './read-arguments.ts'

/** What is done to some manifests once they have settled. */
export interface PlannedChange {
  readonly actions: readonly Action[]
  /** The workloads that are changed, as they are afterwards. */
  readonly changed: readonly Manifest[]
}

/**
 * The change that the options ask for. A workload is changed once, whatever number of options are
 * about it, so that it has one rollout. Throws `InputErrors`.
 */
export function planChange(
  manifests: readonly Manifest[],
  options: ChangeOptions,
  profile: KubernetesProfile,
): PlannedChange {
  if (options.create === true) return nothingBut(options)
  const next = options.apply ?? []
  const assignments = readAssignments([...manifests, ...next], options, profile)
  if (next.length === 0 && assignments.size === 0) return restartOf(manifests)
  const applied = next.map((manifest) => withFields(manifest, assignments.get(manifest) ?? []))
  const set = [...assignments].filter(([workload]) => !next.includes(workload))
  const actions: Action[] = []
  if (applied.length > 0) actions.push({ type: 'apply', manifests: applied })
  if (set.length > 0) {
    const changes = set.map(([workload, fields]) => ({ workload: referenceTo(workload), fields }))
    actions.push({ type: 'set', changes })
  }
  return {
    actions,
    changed: [
      ...workloadsOf(applied),
      ...set.map(([workload, fields]) => withFields(workload, fields)),
    ],
  }
}

/** No change at all, which no option may then ask for. */
function nothingBut(options: ChangeOptions): PlannedChange {
  const asked = (['image', 'set', 'scale', 'apply'] as const).find(
    (name) => (options[name]?.length ?? 0) > 0,
  )
  if (asked === undefined) return { actions: [], changed: [] }
  throw argumentError('--create', { expected: 'no change beside it', got: `--${asked}` })
}

/** The new values of fields, by the workload that they belong to. */
type Assignments = ReadonlyMap<Manifest, readonly FieldAssignment[]>

function readAssignments(
  manifests: readonly Manifest[],
  { image, set, scale }: ChangeOptions,
  profile: KubernetesProfile,
): Assignments {
  const errors: InputError[] = []
  const changes = [
    ...readArguments(image, (text) => readImage(text, manifests), errors),
    ...readArguments(scale, (text) => readScale(text, manifests), errors),
    ...readArguments(set, (text) => resolveSetArgument('--set', text, manifests, profile), errors),
  ]
  throwIfAny(errors)
  const assignments = new Map<Manifest, FieldAssignment[]>()
  for (const { workload, path, value } of changes) {
    const fields = assignments.get(workload)
    if (fields === undefined) assignments.set(workload, [{ path, value }])
    else fields.push({ path, value })
  }
  return assignments
}

/** A new value of one field of one workload. */
interface Change extends FieldAssignment {
  readonly workload: Manifest
}

function readImage(text: string, manifests: readonly Manifest[]): Change {
  const { workload, container, image } = resolveImageArgument('--image', text, manifests)
  return { workload, path: imagePath(workload, container), value: image }
}

function readScale(text: string, manifests: readonly Manifest[]): Change {
  const { workload, replicas } = resolveScaleArgument('--scale', text, manifests)
  return { workload, path: ['spec', 'replicas'], value: replicas }
}

/** Where the image of a container stands; there is one of that name. */
function imagePath({ object }: Manifest, container: string): FieldPath {
  for (const list of CONTAINER_LISTS) {
    const path = ['spec', 'template', 'spec', list]
    const index = elementsAt(object, path).findIndex((each) => childOf(each, 'name') === container)
    if (index !== -1) return [...path, index, 'image']
  }
  throw new Error(`container ${container} was resolved, and is not there`)
}

function restartOf(manifests: readonly Manifest[]): PlannedChange {
  const workloads = workloadsOf(manifests)
  return {
    actions: [{ type: 'restart', workloads: workloads.map(referenceTo) }],
    changed: workloads,
  }
}

function withFields(manifest: Manifest, fields: readonly FieldAssignment[]): Manifest {
  let { object } = manifest
  for (const { path, value } of fields) object = withValueAt(object, path, value)
  return object === manifest.object ? manifest : { ...manifest, object }
}
