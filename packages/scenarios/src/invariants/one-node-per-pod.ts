import { type Pod, type StoredChange, isBound } from '@seatrial/core'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'

export const ONE_NODE_PER_POD: InvariantText = {
  rule: 'one-node-per-pod',
  statement: 'A pod that has been bound to a node stays bound to it: no pod is on two nodes.',
  exceptions: [],
}

export class OneNodePerPod implements InvariantChecker {
  readonly #context: CheckerContext

  constructor(context: CheckerContext) {
    this.#context = context
  }

  changed({ type, resource, object, previous }: StoredChange): void {
    if (resource !== 'pods' || type === 'ADDED') return
    const pod = object as Pod
    const before = previous as Pod
    if (!isBound(before) || before.nodeName === pod.nodeName) return
    const detail = `moved from ${before.nodeName} to ${pod.nodeName || 'no node'}`
    this.#context.report('one-node-per-pod', `pod/${pod.identity.name}`, detail)
  }
}
