import { nearestWord } from '@seatrial/core'
import { type InputError, describeChoices, describeValue } from '../../input-error.ts'
import { type WorkloadReference, refersTo } from '../language/object-reference.ts'
import { containerNames } from '../manifests/manifest-change.ts'
import { type FieldPath, valueAt } from '../paths/field-path.ts'
import { parseObjectPath } from '../paths/object-path.ts'
import { type PathResolution, resolveObjectPath } from '../paths/resolve-object-path.ts'
import type { ParsedAction } from './action.ts'
import { type Resolved, type ResolutionContext, errorAtKey } from './resolution-context.ts'
import type { FieldAssignment, SetAction, SetImageAction } from './scenario.ts'

/** Finds the containers that get new images; `path` is that of the action's map. */
export function resolveSetImage(
  context: ResolutionContext,
  action: Extract<ParsedAction, { readonly type: 'setImage' }>,
  path: FieldPath,
): Resolved<SetImageAction> {
  const keys = keysAt(context, [...path, 'setImage'])
  const errors: InputError[] = []
  const changes = action.changes.map(({ workload, images }, index) => {
    const place = [...path, 'setImage', keys[index]!]
    const known = containersOf(context, workload)
    if (typeof images === 'string') {
      const [container] = known
      if (known.length === 1) return { workload, images: { [container!]: images } }
      const expected = `an image for each container that changes: { ${known.join(': …, ')}: … }`
      errors.push(errorAtKey(context.document, place, { expected, got: 'one for all' }))
      return { workload, images: {} }
    }
    for (const name of Object.keys(images)) {
      if (known.includes(name)) continue
      const suggestion = nearestWord(name, known)
      const expected = describeChoices(known)
      errors.push(errorAtKey(context.document, [...place, name], { expected, suggestion }))
    }
    return { workload, images }
  })
  return { value: { type: 'setImage', changes }, errors }
}

/** Follows the paths of a `set` action; `path` is that of the action's map. */
export function resolveSet(
  context: ResolutionContext,
  action: Extract<ParsedAction, { readonly type: 'set' }>,
  path: FieldPath,
): Resolved<SetAction> {
  const keys = keysAt(context, [...path, 'set'])
  const errors: InputError[] = []
  const changes = action.changes.map(({ workload, fields }, index) => ({
    workload,
    fields: Object.entries(fields).flatMap(([text, value]): readonly FieldAssignment[] => {
      const resolved = resolveField(context, workload, text)
      if (resolved.type === 'resolved') return [{ path: resolved.path, value }]
      const place = [...path, 'set', keys[index]!, text]
      errors.push(errorAtKey(context.document, place, resolved))
      return []
    }),
  }))
  return { value: { type: 'set', changes }, errors }
}

function resolveField(
  { workloads, profile }: ResolutionContext,
  reference: WorkloadReference,
  text: string,
): PathResolution {
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
  { workloads }: ResolutionContext,
  reference: WorkloadReference,
): readonly string[] {
  const manifests = workloads.filter((workload) => refersTo(reference, workload))
  return [...new Set(manifests.flatMap(({ object }) => containerNames(object)))]
}

/** The keys of a map in the order in which its parsed entries stand. */
function keysAt({ document }: ResolutionContext, path: FieldPath): readonly string[] {
  return Object.keys(valueAt(document.value, path) ?? {})
}
