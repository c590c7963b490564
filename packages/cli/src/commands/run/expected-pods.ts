import type { JsonValue } from '@seatrial/core'
import { type Manifest, type Scenario, workloadsOf } from '@seatrial/scenarios'

/** About how many pods a scenario has at a time, before anything is run. */
export function expectedPods({ cluster, existing, manifests }: Scenario): number {
  const objects = [...existing, ...manifests]
  const nodes =
    cluster.nodes.reduce((sum, { count, names }) => sum + (count ?? names?.length ?? 1), 0) +
    objects.filter(({ kind }) => kind === 'Node').length
  return workloadsOf(objects).reduce((sum, workload) => sum + podsOf(workload, nodes), 0)
}

/** The replicas of a StatefulSet; a DaemonSet may have a pod on every node. */
function podsOf({ kind, object }: Manifest, nodes: number): number {
  if (kind === 'DaemonSet') return nodes
  const replicas = (object['spec'] as Readonly<Record<string, JsonValue>>)['replicas']
  return typeof replicas === 'number' ? replicas : 1
}
