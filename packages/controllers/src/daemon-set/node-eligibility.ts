import {
  type JsonObject,
  type Node,
  type NodeSelector,
  type StringMap,
  type Taint,
  type Toleration,
  compileNodeSelector,
  isSameJson,
  isTolerated,
} from '@seatrial/core'
import { effectiveTolerations } from './effective-tolerations.ts'

/** Whether a node should get a daemon pod, whether one that it has may stay, and why. */
export interface Eligibility {
  readonly shouldRun: boolean
  readonly shouldContinueRunning: boolean
  readonly reason:
    | 'eligible'
    | 'the template names another node'
    | 'node selector or required affinity does not match'
    | 'a NoSchedule taint is not tolerated'
    | 'a NoExecute taint is not tolerated'
}

/** What of a node decides. Its conditions, `unschedulable`, room and other pods do not. */
export interface EligibilityNode {
  readonly name: string
  readonly labels: StringMap
  readonly taints: readonly Taint[]
}

const ELIGIBLE: Eligibility = {
  shouldRun: true,
  shouldContinueRunning: true,
  reason: 'eligible',
}
const OTHER_NODE: Eligibility = {
  shouldRun: false,
  shouldContinueRunning: false,
  reason: 'the template names another node',
}
const NOT_SELECTED: Eligibility = {
  shouldRun: false,
  shouldContinueRunning: false,
  reason: 'node selector or required affinity does not match',
}
const NO_SCHEDULE: Eligibility = {
  shouldRun: false,
  shouldContinueRunning: true,
  reason: 'a NoSchedule taint is not tolerated',
}
const NO_EXECUTE: Eligibility = {
  shouldRun: false,
  shouldContinueRunning: false,
  reason: 'a NoExecute taint is not tolerated',
}

/**
 * True when a changed node is the same to every set. Another order of the same taints is another value,
 * and so is another `timeAdded`.
 */
export function isSameToDaemons(before: Node, after: Node): boolean {
  return (
    isSameJson(before.metadata.labels, after.metadata.labels) &&
    isSameJson(before.spec.taints, after.spec.taints)
  )
}

/** The demands of one pod template on its nodes (`daemonset-and-nodes.md` A2), read once. */
export class DaemonPlacement {
  /** '' where the template names no node. */
  readonly #nodeName: string
  readonly #selector: NodeSelector
  readonly #tolerations: readonly Toleration[]
  readonly #comparison: boolean

  /** `tolerationComparison`: the release knows the tolerations Gt and Lt. */
  constructor(podSpec: JsonObject, tolerationComparison: boolean) {
    const { nodeName, hostNetwork, tolerations } = podSpec
    this.#nodeName = typeof nodeName === 'string' ? nodeName : ''
    this.#selector = compileNodeSelector(podSpec)
    this.#tolerations = effectiveTolerations(
      (tolerations ?? []) as readonly Toleration[],
      hostNetwork === true,
    )
    this.#comparison = tolerationComparison
  }

  /** The verdict on a node. A time limit on a toleration does not matter here. */
  judge(node: EligibilityNode): Eligibility {
    if (this.#nodeName !== '' && this.#nodeName !== node.name) return OTHER_NODE
    if (!this.#selector.matches(node.name, node.labels)) return NOT_SELECTED
    let verdict = ELIGIBLE
    for (const taint of node.taints) {
      if (taint.effect === 'NoExecute' && !this.#tolerates(taint)) return NO_EXECUTE
      if (taint.effect === 'NoSchedule' && !this.#tolerates(taint)) verdict = NO_SCHEDULE
    }
    return verdict
  }

  #tolerates(taint: Taint): boolean {
    return isTolerated(taint, this.#tolerations, this.#comparison)
  }
}
