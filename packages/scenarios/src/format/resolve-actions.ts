import { type KubernetesProfile, nearestWord } from '@seatrial/core'
import { InputError, describeValue } from '../input-error.ts'
import type { ParsedAction } from './action.ts'
import type { SourceDocument } from './documents/source-document.ts'
import { type FieldPath, formatFieldPath, valueAt } from './field-path.ts'
import { containerNames } from './manifest-change.ts'
import type { Manifest } from './manifest.ts'
import { parseObjectPath } from './object-path.ts'
import { type WorkloadReference, refersTo } from './object-reference.ts'
import { resolveObjectPath } from './resolve-object-path.ts'
import type { FieldAssignment, SetAction, SetImageAction } from './scenario.ts'

/** What the actions of a scenario are resolved against. */
export interface ActionContext {
  readonly document: SourceDocument
  /** Every manifest of a workload that the scenario knows, at the start or later. */
  readonly workloads: readonly Manifest[]
  readonly profile: KubernetesProfile
}

/** An action in terms of what is there, or what it names that is not. */
export interface ResolvedAction<Action> {
  readonly action: Action
  readonly errors: readonly InputError[]
}

/** Finds the containers that get new images; `path` is that of the action's map. */
export function resolveSetImage(
  context: ActionContext,
  action: Extract<ParsedAction, { readonly type: 'setImage' }>,
  path: FieldPath,
): ResolvedAction<SetImageAction> {
  const keys = keysAt(context, [...path, 'setImage'])
  const errors: InputError[] = []
  const changes = action.changes.map(({ workload, images }, index) => {
    const place = [...path, 'setImage', keys[index]!]
    const known = containersOf(context, workload)
    if (typeof images === 'string') {
      const [container] = known
      if (known.length === 1) return { workload, images: { [container!]: images } }
      const expected = `an image for each container that changes: { ${known.join(': …, ')}: … }`
      errors.push(errorAt(context, place, { expected, got: 'one for all' }))
      return { workload, images: {} }
    }
    for (const name of Object.keys(images)) {
      if (known.includes(name)) continue
      const suggestion = nearestWord(name, known)
      const expected = `one of ${known.join(', ')}`
      errors.push(errorAt(context, [...place, name], { expected, suggestion, isKey: true }))
    }
    return { workload, images }
  })
  return { action: { type: 'setImage', changes }, errors }
}

/** Follows the paths of a `set` action; `path` is that of the action's map. */
export function resolveSet(
  context: ActionContext,
  action: Extract<ParsedAction, { readonly type: 'set' }>,
  path: FieldPath,
): ResolvedAction<SetAction> {
  const keys = keysAt(context, [...path, 'set'])
  const errors: InputError[] = []
  const changes = action.changes.map(({ workload, fields }, index) => ({
    workload,
    fields: Object.entries(fields).flatMap(([text, value]): readonly FieldAssignment[] => {
      const resolved = resolveField(context, workload, text)
      if (resolved.type === 'resolved') return [{ path: resolved.path, value }]
      const place = [...path, 'set', keys[index]!, text]
      errors.push(errorAt(context, place, { ...resolved, isKey: true }))
      return []
    }),
  }))
  return { action: { type: 'set', changes }, errors }
}

function resolveField(
  { workloads, profile }: ActionContext,
  reference: WorkloadReference,
  text: string,
): ReturnType<typeof resolveObjectPath> {
  const path = parseObjectPath(text)
  const manifest = workloads.findLast((workload) => refersTo(reference, workload))
  if (path === undefined || manifest === undefined) {
    const expected = 'a path such as spec.replicas'
    return { type: 'unresolved', expected, got: describeValue(text), suggestion: undefined }
  }
  return resolveObjectPath(manifest.kind, manifest.object, path, profile)
}

/** The containers of a workload in any of its manifests. */
function containersOf(
  { workloads }: ActionContext,
  reference: WorkloadReference,
): readonly string[] {
  const manifests = workloads.filter((workload) => refersTo(reference, workload))
  return [...new Set(manifests.flatMap(({ object }) => containerNames(object)))]
}

/** The keys of a map in the order in which its parsed entries stand. */
function keysAt({ document }: ActionContext, path: FieldPath): readonly string[] {
  return Object.keys(valueAt(document.value, path) ?? {})
}

function errorAt(
  { document }: ActionContext,
  path: FieldPath,
  fields: {
    readonly expected: string
    readonly got?: string
    readonly suggestion?: string | undefined
    readonly isKey?: boolean
  },
): InputError {
  const { expected, suggestion, isKey = false } = fields
  return new InputError({
    file: document.file,
    position: isKey ? document.keyPosition(path) : document.valuePosition(path),
    path: formatFieldPath(path, document.value),
    expected,
    got: fields.got ?? describeValue(path.at(-1)),
    suggestion,
  })
}
