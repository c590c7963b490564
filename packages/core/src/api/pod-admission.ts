import { changeObject, fillEmpty } from './defaults/fill.ts'
import type { JsonObject } from './json.ts'
import type { Toleration } from './toleration.ts'

const NOT_READY = 'node.kubernetes.io/not-ready'
const UNREACHABLE = 'node.kubernetes.io/unreachable'

/** For how long a pod puts up with a lost node that says nothing about it: five minutes. */
export const DEFAULT_TOLERATION_SECONDS = 300

/**
 * What the admission plugins of every cluster add to a new pod: a service account, and five minutes
 * of patience with a node that is not ready or out of reach (or as many seconds as the API server has
 * been told), unless the pod says how patient it is.
 */
export function admitPod(
  pod: JsonObject,
  tolerationSeconds: number = DEFAULT_TOLERATION_SECONDS,
): JsonObject {
  return changeObject(pod, 'spec', (spec) => {
    const name = spec['serviceAccountName'] || 'default'
    const named = fillEmpty(spec, { serviceAccountName: name, serviceAccount: name })
    const tolerations = (named['tolerations'] ?? []) as readonly Toleration[]
    const patient = withDefaultTolerations(tolerations, tolerationSeconds)
    if (patient === tolerations) return named
    return { ...named, tolerations: patient as readonly unknown[] as JsonObject[] }
  })
}

/** The tolerations with that much patience for lost nodes, where they say nothing about it. */
export function withDefaultTolerations(
  tolerations: readonly Toleration[],
  seconds: number,
): readonly Toleration[] {
  const added = [NOT_READY, UNREACHABLE].filter((key) => !isForeseen(key, tolerations))
  if (added.length === 0) return tolerations
  return [...tolerations, ...added.map((key) => patience(key, seconds))]
}

function isForeseen(key: string, tolerations: readonly Toleration[]): boolean {
  return tolerations.some(
    (toleration) =>
      (!toleration.key || toleration.key === key) &&
      (!toleration.effect || toleration.effect === 'NoExecute'),
  )
}

function patience(key: string, tolerationSeconds: number): Toleration {
  return { key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds }
}
