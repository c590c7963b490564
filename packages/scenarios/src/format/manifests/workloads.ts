import {
  type ObjectReference,
  type WorkloadKind,
  type WorkloadReference,
  formatObjectReference,
  refersTo,
} from '../language/object-reference.ts'
import type { Manifest } from './manifest.ts'

/**
 * The StatefulSets and DaemonSets among some manifests, in the order in which they first come. Of
 * several manifests of one workload the last one counts, as when they are applied one after another.
 */
export function workloadsOf(manifests: readonly Manifest[]): readonly Manifest[] {
  const workloads = new Map<string, Manifest>()
  for (const manifest of manifests) {
    if (manifest.kind !== 'StatefulSet' && manifest.kind !== 'DaemonSet') continue
    workloads.set(formatObjectReference(manifest), manifest)
  }
  return [...workloads.values()]
}

/** The workloads that a reference can mean: one, if the input is clear. */
export function meantBy(
  reference: WorkloadReference,
  workloads: readonly Manifest[],
): readonly Manifest[] {
  return workloads.filter((workload) => refersTo(reference, workload))
}

/** How a workload is called: by its namespace too, unless that is `default`. */
export function addressOf(workload: ObjectReference): string {
  const { kind, namespace, name } = workload
  return formatObjectReference(namespace === 'default' ? { kind, name } : workload)
}

/** The workload as the scenario language refers to it, by its namespace too. */
export function referenceTo({ kind, namespace, name }: Manifest): WorkloadReference {
  return { kind: kind as WorkloadKind, namespace, name }
}
