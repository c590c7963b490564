import type { Toleration } from '@seatrial/core'

const NO_EXECUTE_KEYS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']

const NO_SCHEDULE_KEYS = [
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/pid-pressure',
  'node.kubernetes.io/unschedulable',
]

const AUTOMATIC: readonly Toleration[] = [
  ...NO_EXECUTE_KEYS.map((key) => automatic(key, 'NoExecute')),
  ...NO_SCHEDULE_KEYS.map((key) => automatic(key, 'NoSchedule')),
]

const AUTOMATIC_WITH_HOST_NETWORK: readonly Toleration[] = [
  ...AUTOMATIC,
  automatic('node.kubernetes.io/network-unavailable', 'NoSchedule'),
]

/**
 * The tolerations of a daemon pod: the template's, then those that every daemon pod gets. One of the
 * template's with the same key, operator, value and effect keeps its place and loses its time limit.
 * (`daemonset-and-nodes.md` A2)
 */
export function effectiveTolerations(
  tolerations: readonly Toleration[],
  hostNetwork: boolean,
): readonly Toleration[] {
  const effective = [...tolerations]
  for (const added of hostNetwork ? AUTOMATIC_WITH_HOST_NETWORK : AUTOMATIC) {
    const index = effective.findIndex((toleration) => isSameToleration(toleration, added))
    if (index < 0) effective.push(added)
    else effective[index] = added
  }
  return effective
}

function automatic(key: string, effect: string): Toleration {
  return { key, operator: 'Exists', effect }
}

function isSameToleration(left: Toleration, right: Toleration): boolean {
  return (
    left.key === right.key &&
    left.operator === right.operator &&
    (left.value ?? '') === (right.value ?? '') &&
    left.effect === right.effect
  )
}
