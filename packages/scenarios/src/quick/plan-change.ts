import { type KubernetesProfile, apiServerConfiguration } from '@seatrial/core'
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
import { type AssignedField, refusalsOf } from './check-assigned.ts'
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
  const set = [...assignments]
    .filter(([workload]) => !next.includes(workload))
    .map(([before, fields]) => ({ before, fields, after: withFields(before, fields) }))
  const configuration = apiServerConfiguration(profile)
  throwIfAny(
    set.flatMap(({ before, after, fields }) => refusalsOf(before, after, fields, configuration)),
  )
  const actions: Action[] = []
  if (applied.length > 0) actions.push({ type: 'apply', manifests: applied })
  if (set.length > 0) {
    const changes = set.map(({ before, fields }) => ({
      workload: referenceTo(before),
      fields: fields.map(({ path, value }) => ({ path, value })),
    }))
    actions.push({ type: 'set', changes })
  }
  return { actions, changed: [...workloadsOf(applied), ...set.map(({ after }) => after)] }
}

/** No change at all, which no option may then ask for. */
function nothingBut(options: ChangeOptions): PlannedChange {
  const asked = (['image', 'set', 'scale', 'apply'] as const).find(
    (name) => (options[name]?.length ?? 0) > 0,
  )
  if (asked === undefined) return { actions: [], changed: [] }
  throw argumentError('--create', { expected: 'no change beside it', got: `--${asked}` })
}

/** A new value of a field, and the flag that gives it. */
type FlagAssignment = FieldAssignment & AssignedField

/** The new values of fields, by the workload that they belong to. */
type Assignments = ReadonlyMap<Manifest, readonly FlagAssignment[]>

function readAssignments(
  manifests: readonly Manifest[],
  { image, set, scale }: ChangeOptions,
  profile: KubernetesProfile,
): Assignments {
  const errors: InputError[] = []
  const changes = [
    ...readArguments(image, (text) => readImage(text, manifests), errors),
    ...readArguments(scale, (text) => readScale(text, manifests), errors),
    ...readArguments(set, (text) => readSet(text, manifests, profile), errors),
  ]
  throwIfAny(errors)
  const assignments = new Map<Manifest, FlagAssignment[]>()
  for (const { workload, ...assignment } of changes) {
    const fields = assignments.get(workload)
    if (fields === undefined) assignments.set(workload, [assignment])
    else fields.push(assignment)
  }
  return assignments
}

/** A new value of one field of one workload. */
interface Change extends FlagAssignment {
  readonly workload: Manifest
}

function readImage(text: string, manifests: readonly Manifest[]): Change {
  const flag = '--image'
  const { workload, container, image } = resolveImageArgument(flag, text, manifests)
  return { flag, workload, path: imagePath(workload, container), value: image }
}

function readScale(text: string, manifests: readonly Manifest[]): Change {
  const flag = '--scale'
  const { workload, replicas } = resolveScaleArgument(flag, text, manifests)
  return { flag, workload, path: ['spec', 'replicas'], value: replicas }
}

function readSet(text: string, manifests: readonly Manifest[], profile: KubernetesProfile): Change {
  const flag = '--set'
  return { flag, ...resolveSetArgument(flag, text, manifests, profile) }
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
