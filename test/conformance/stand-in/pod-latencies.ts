import type { Pod } from '@seatrial/core'
import type { Latencies, Milliseconds, Override } from './trace-case.ts'

type Stage = 'bindMs' | 'startMs' | 'readyMs' | 'terminateMs' | 'terminalMs'
type Flag = 'neverStart' | 'neverReady' | 'failAtStart'

/** What the stand-in needs to know of a pod to find its latencies. */
export interface PodCircumstances {
  readonly pod: Pod
  readonly node: string
  /** Ordinal of a StatefulSet pod, number of a daemon pod's node. */
  readonly index: number
  /** How many pods of this name, or for this node, were created so far. */
  readonly incarnation: number
}

/** The latencies of single pods: overrides first, lists by ordinal or node number. */
export class PodLatencies {
  readonly #latencies: Latencies

  constructor(latencies: Latencies) {
    this.#latencies = latencies
  }

  /** Milliseconds of a stage; null is never, undefined where the case names none. */
  of(stage: Stage, circumstances: PodCircumstances): number | null | undefined {
    const override = this.#matching(circumstances).find(
      (candidate) => candidate[stage] !== undefined,
    )
    return pick(override?.[stage] ?? this.#latencies[stage], circumstances.index)
  }

  has(flag: Flag, circumstances: PodCircumstances): boolean {
    return (
      this.#matching(circumstances).find((candidate) => candidate[flag] !== undefined)?.[flag] ===
      true
    )
  }

  #matching(circumstances: PodCircumstances): readonly Override[] {
    return (this.#latencies.overrides ?? []).filter((override) => matches(override, circumstances))
  }
}

function matches(override: Override, { pod, node, index, incarnation }: PodCircumstances): boolean {
  return (
    (override.pod === undefined || override.pod === pod.identity.name) &&
    (override.ordinal === undefined || override.ordinal === index) &&
    (override.node === undefined || override.node === node) &&
    (override.image === undefined || override.image === imageOf(pod)) &&
    (override.incarnation === undefined || override.incarnation === incarnation) &&
    (override.upToIncarnation === undefined || incarnation <= override.upToIncarnation)
  )
}

function imageOf(pod: Pod): unknown {
  const containers = pod.specification.template['containers'] as readonly { image?: unknown }[]
  return containers?.[0]?.image
}

function pick(value: Milliseconds | undefined, index: number): number | null | undefined {
  if (typeof value !== 'object' || value === null) return value
  return value[index % value.length]
}
