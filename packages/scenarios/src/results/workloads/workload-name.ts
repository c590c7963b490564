import type { WorkloadKind } from '../../format/language/object-reference.ts'

/** Which StatefulSet or DaemonSet, by name: one that is deleted and made again is the same to results. */
export interface WorkloadName {
  readonly kind: WorkloadKind
  readonly namespace: string
  readonly name: string
}

/**
 * The workload as result files spell it: `statefulset/kafka`, and outside of the default namespace
 * `statefulset/shop/kafka`. The spelling does not depend on what else there is.
 */
export function workloadLabel({ kind, namespace, name }: WorkloadName): string {
  const place = namespace === 'default' ? name : `${namespace}/${name}`
  return `${kind.toLowerCase()}/${place}`
}
