import type { InputError } from '../../input-error.ts'
import {
  type WorkloadReference,
  formatObjectReference,
  parseWorkloadReference,
} from '../language/object-reference.ts'
import { meantBy } from '../manifests/workloads.ts'
import type { FieldPath } from '../paths/field-path.ts'
import { type ObjectPath, parseObjectPath } from '../paths/object-path.ts'
import { resolveObjectPath } from '../paths/resolve-object-path.ts'
import { errorAtKey } from '../scenario/resolution-context.ts'
import { settingProblem } from './setting-path.ts'
import { SHORT_PATHS } from './short-paths.ts'
import type { VariationContext } from './variation-context.ts'

/** What an experiment varies: a field of a manifest, or a setting of the scenario. */
export type Target =
  | {
      readonly type: 'field'
      readonly workload: WorkloadReference
      /** The whole path, and where it leads in the manifest. */
      readonly text: string
      readonly path: FieldPath
    }
  | { readonly type: 'setting'; readonly text: string; readonly path: ObjectPath }

/** The target as people write it: `statefulset/kafka spec.replicas`, `kubernetes`. */
export function formatTarget(target: Target): string {
  return target.type === 'setting'
    ? target.text
    : `${formatObjectReference(target.workload)} ${target.text}`
}

/**
 * The target that nested keys name together: the first may be a workload, whose fields the others
 * name; otherwise all name a setting such as `kubernetes` or `cluster.profile`. Of paths that are well
 * known the last word is enough. `place` is the path of the last key.
 */
export function resolveTarget(
  context: VariationContext,
  keys: readonly string[],
  place: FieldPath,
): Target | InputError {
  const workload = parseWorkloadReference(keys[0] ?? '')
  const written = (workload === undefined ? keys : keys.slice(1)).join('.')
  const text = SHORT_PATHS.get(written) ?? written
  const path = parseObjectPath(text)
  if (path === undefined) {
    const expected = 'a path such as spec.replicas, or a setting such as kubernetes'
    return errorAtKey(context.document, place, { expected })
  }
  if (workload !== undefined) return resolveField(context, workload, path, place)
  const problem = settingProblem(path)
  return problem === undefined
    ? { type: 'setting', text, path }
    : errorAtKey(context.document, place, problem)
}

function resolveField(
  context: VariationContext,
  workload: WorkloadReference,
  path: ObjectPath,
  place: FieldPath,
): Target | InputError {
  const [manifest] = meantBy(workload, context.workloads)
  if (manifest === undefined) {
    return errorAtKey(context.document, place, { expected: 'a workload of the scenario' })
  }
  const resolved = resolveObjectPath(manifest.kind, manifest.object, path, context.profile)
  return resolved.type === 'resolved'
    ? { type: 'field', workload, text: path.text, path: resolved.path }
    : errorAtKey(context.document, place, resolved)
}
