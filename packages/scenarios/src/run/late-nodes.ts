import {
  type Distribution,
  type EventKind,
  type Node,
  PHASES,
  type Purpose,
  compileSampler,
  entityKey,
  uniform,
} from '@seatrial/core'
import type { Cluster } from './cluster.ts'

const NOT_READY = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

/** Nodes that have joined and are not Ready yet: nothing is placed on them but what tolerates that. */
export class LateNodes {
  readonly #cluster: Cluster
  readonly #purpose: Purpose
  readonly #due: EventKind
  readonly #awaited: string[] = []

  constructor(cluster: Cluster) {
    this.#cluster = cluster
    this.#purpose = cluster.streams.purpose('script/readyAfter')
    this.#due = cluster.simulation.defineEvent('NodeBecomesReady', PHASES.clusterTimer, (index) => {
      const nodeName = this.#awaited[index]
      if (nodeName !== undefined) cluster.reporter.report(nodeName, true)
    })
  }

  /** The kubelet of the node finds it Ready after that time. */
  await(nodeName: string, readyAfter: Distribution): void {
    const level = uniform(this.#purpose, entityKey(nodeName), 0)
    const delay = compileSampler(readyAfter).sample(level)
    const index = this.#awaited.push(nodeName) - 1
    this.#cluster.simulation.scheduleAfter(delay, this.#due, index)
  }
}

/** The node as its kubelet registers it before it is Ready. */
export function notReadyYet(node: Node): Node {
  const { spec, status } = node
  const conditions = status.conditions.map((condition) =>
    condition.type === 'Ready'
      ? { ...condition, status: 'False' as const, reason: 'KubeletNotReady' }
      : condition,
  )
  return {
    ...node,
    spec: { ...spec, taints: [...spec.taints, NOT_READY] },
    status: { ...status, conditions },
  }
}
