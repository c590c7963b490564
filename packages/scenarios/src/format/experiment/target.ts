import { type ObjectPath, parseObjectPath } from '../object-path.ts'
import {
  type WorkloadReference,
  formatObjectReference,
  parseWorkloadReference,
} from '../object-reference.ts'

/** What an experiment varies: a field of a manifest, or a setting of the scenario. */
export type Target =
  | { readonly type: 'field'; readonly workload: WorkloadReference; readonly path: ObjectPath }
  | { readonly type: 'setting'; readonly path: ObjectPath }

/**
 * The target that nested keys name together: the first may be a workload, whose fields the others
 * name; otherwise all name a setting such as `kubernetes` or `cluster.profile`.
 * Returns `undefined` where they do not form a path.
 */
export function parseTarget(keys: readonly string[]): Target | undefined {
  const workload = parseWorkloadReference(keys[0] ?? '')
  const path = parseObjectPath((workload === undefined ? keys : keys.slice(1)).join('.'))
  if (path === undefined) return undefined
  return workload === undefined ? { type: 'setting', path } : { type: 'field', workload, path }
}

/** The target as people write it: `statefulset/kafka spec.replicas`, `kubernetes`. */
export function formatTarget(target: Target): string {
  return target.type === 'setting'
    ? target.path.text
    : `${formatObjectReference(target.workload)} ${target.path.text}`
}
