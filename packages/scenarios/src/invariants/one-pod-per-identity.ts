import { type Pod, type StoredChange, ordinalOf } from '@seatrial/core'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'

export const ONE_POD_PER_IDENTITY: InvariantText = {
  rule: 'one-pod-per-identity',
  statement:
    'Of each identity of a StatefulSet, its ordinal, there is at most one pod at a time, terminating ones included.',
  exceptions: [],
}

export class OnePodPerIdentity implements InvariantChecker {
  readonly #context: CheckerContext
  /** The present pods by set and ordinal. */
  readonly #holders = new Map<string, Pod>()

  constructor(context: CheckerContext) {
    this.#context = context
  }

  changed({ type, resource, object, previous }: StoredChange): void {
    if (resource !== 'pods') return
    const pod = object as Pod
    const identity = identityOf(pod)
    const formerIdentity = identityOf(previous as Pod | undefined)
    if (formerIdentity !== identity || type === 'DELETED') this.#leave(pod, formerIdentity)
    if (identity !== undefined && type !== 'DELETED') this.#take(pod, identity)
  }

  #take(pod: Pod, identity: string): void {
    const holder = this.#holders.get(identity)
    this.#holders.set(identity, pod)
    if (holder === undefined || holder.identity === pod.identity) return
    const detail = `beside pod number ${holder.identity.number}, which has the same identity`
    this.#context.report('one-pod-per-identity', `pod/${pod.identity.name}`, detail)
  }

  #leave(pod: Pod, identity: string | undefined): void {
    if (identity === undefined) return
    if (this.#holders.get(identity)?.identity === pod.identity) this.#holders.delete(identity)
  }
}

/** The set and the ordinal of a pod that a StatefulSet controls. */
function identityOf(pod: Pod | undefined): string | undefined {
  const controller = pod?.metadata.controller
  if (pod === undefined || controller?.kind !== 'StatefulSet') return undefined
  return `${controller.uid}/${ordinalOf(pod.identity.name)}`
}
