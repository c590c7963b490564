import {
  type ApiServer,
  type ChangeListener,
  Pod,
  type PodPhase,
  type StoredChange,
  draftOf,
  isBound,
  isTerminal,
  isTerminating,
  toApiTime,
} from '@seatrial/core'
import type { PodCircumstances, PodLatencies } from './pod-latencies.ts'
import type { Timers } from './timers.ts'

const CAUSE = { by: 'kubelet', why: '' }

/**
 * Scheduler and kubelets of the stand-in cluster: constants, and nothing that the controllers do not
 * see. It acts on the store itself, as timers that each stored change of a pod starts.
 */
export class StandInKubelet implements ChangeListener {
  readonly #server: ApiServer
  readonly #timers: Timers
  readonly #latencies: PodLatencies
  readonly #incarnations = new Map<string, number>()
  readonly #incarnationByNumber = new Map<number, number>()

  constructor(server: ApiServer, timers: Timers, latencies: PodLatencies) {
    this.#server = server
    this.#timers = timers
    this.#latencies = latencies
    server.subscribe(this, ['pods', 'nodes'])
  }

  changed(change: StoredChange): void {
    if (change.object instanceof Pod) this.#podChanged(change, change.object)
    else if (change.type === 'ADDED') this.#nodeAdded(change.object.metadata.name)
  }

  /** Makes the pod not ready, and ready again after a while if it still runs. */
  unready(pod: Pod, readyAgainMs: number | undefined): void {
    this.#setReady(pod, false)
    if (readyAgainMs === undefined) return
    this.#timers.afterMilliseconds(readyAgainMs, () => {
      const now = this.#server.podByNumber(pod.identity.number)
      if (now !== undefined && now.phase === 'Running' && !isTerminating(now))
        this.#setReady(now, true)
    })
  }

  /** Ends all containers of the pod. */
  end(pod: Pod, phase: 'Failed' | 'Succeeded'): void {
    this.#setPhase(pod, phase, false)
  }

  #podChanged(change: StoredChange, pod: Pod): void {
    const previous = change.previous as Pod | undefined
    if (change.type === 'DELETED') return
    if (change.type === 'ADDED') {
      this.#count(pod)
      if (isBound(pod)) this.#planStart(pod)
      else this.#planBind(pod)
      return
    }
    if (previous !== undefined && !isBound(previous) && isBound(pod)) this.#planStart(pod)
    if (previous !== undefined && !isTerminating(previous) && isTerminating(pod)) {
      this.#planTermination(pod)
    }
  }

  #planBind(pod: Pod): void {
    this.#plan(pod, 'bindMs', (unbound) => {
      const node = this.#nodeFor(unbound)
      if (isTerminating(unbound) || isBound(unbound)) return
      if (unbound.identity.pinnedNode !== '' && !this.#nodeExists(node)) return
      const draft = draftOf(unbound)
      draft.nodeName = node
      this.#server.commitPod(draft, CAUSE)
    })
  }

  #planStart(pod: Pod): void {
    if (this.#latencies.has('neverStart', this.#circumstances(pod))) return
    this.#plan(pod, 'startMs', (bound) => {
      if (bound.phase !== 'Pending' || !this.#isAlive(bound)) return
      if (this.#latencies.has('failAtStart', this.#circumstances(bound))) {
        this.#setPhase(bound, 'Failed', false)
        return
      }
      this.#setPhase(bound, 'Running', false)
      if (this.#latencies.has('neverReady', this.#circumstances(bound))) return
      this.#plan(bound, 'readyMs', (running) => {
        if (running.phase === 'Running' && this.#isAlive(running)) this.#setReady(running, true)
      })
    })
  }

  #planTermination(pod: Pod): void {
    const circumstances = this.#circumstances(pod)
    const terminate = this.#latencies.of('terminateMs', circumstances)
    if (terminate === null || terminate === undefined) return
    const terminal = this.#latencies.of('terminalMs', circumstances)
    if (typeof terminal === 'number') {
      this.#timers.afterMilliseconds(terminate - terminal, () => {
        const current = this.#server.podByNumber(pod.identity.number)
        if (current === undefined || isTerminal(current) || !this.#hasItsNode(current)) return
        this.#setPhase(current, 'Succeeded', false)
      })
    }
    this.#timers.afterMilliseconds(terminate, () => {
      const current = this.#server.podByNumber(pod.identity.number)
      if (current !== undefined && this.#hasItsNode(current)) this.#server.removePod(current, CAUSE)
    })
  }

  #plan(pod: Pod, stage: 'bindMs' | 'startMs' | 'readyMs', act: (pod: Pod) => void): void {
    const delay = this.#latencies.of(stage, this.#circumstances(pod))
    if (delay === null || delay === undefined) return
    this.#timers.afterMilliseconds(delay, () => {
      const current = this.#server.podByNumber(pod.identity.number)
      if (current !== undefined) act(current)
    })
  }

  #nodeAdded(name: string): void {
    for (const pod of this.#server.list('pods').values()) {
      if (pod.identity.pinnedNode === name && !isBound(pod)) this.#planBind(pod)
    }
  }

  #setPhase(pod: Pod, phase: PodPhase, ready: boolean): void {
    const draft = draftOf(pod)
    draft.phase = phase
    setReadiness(draft, ready, this.#server)
    this.#server.commitPod(draft, CAUSE)
  }

  #setReady(pod: Pod, ready: boolean): void {
    const draft = draftOf(pod)
    setReadiness(draft, ready, this.#server)
    this.#server.commitPod(draft, CAUSE)
  }

  #isAlive(pod: Pod): boolean {
    return !isTerminating(pod) && this.#hasItsNode(pod)
  }

  /** Pods of StatefulSets run on nodes that nobody made; daemon pods stand still when theirs vanishes. */
  #hasItsNode(pod: Pod): boolean {
    return pod.identity.pinnedNode === '' || this.#nodeExists(pod.nodeName)
  }

  #nodeExists(name: string): boolean {
    return this.#server.get('nodes', '', name) !== undefined
  }

  #nodeFor(pod: Pod): string {
    return pod.identity.pinnedNode || `node-${ordinalOf(pod.identity.name) % 3}`
  }

  #count(pod: Pod): void {
    const key = pod.identity.pinnedNode || pod.identity.name
    const incarnation = (this.#incarnations.get(key) ?? 0) + 1
    this.#incarnations.set(key, incarnation)
    this.#incarnationByNumber.set(pod.identity.number, incarnation)
  }

  #circumstances(pod: Pod): PodCircumstances {
    const node = pod.nodeName || this.#nodeFor(pod)
    return {
      pod,
      node,
      index: ordinalOf(pod.identity.pinnedNode || pod.identity.name),
      incarnation: this.#incarnationByNumber.get(pod.identity.number) ?? 1,
    }
  }
}

function setReadiness(draft: Pod, ready: boolean, server: ApiServer): void {
  const status = ready ? 'True' : 'False'
  if (draft.ready === status) return
  draft.ready = status
  draft.readyTransitionTime = toApiTime(server.now)
}

/** The number behind the last hyphen: an ordinal, or a node's number. */
function ordinalOf(name: string): number {
  return Number(/-(\d+)$/.exec(name)?.[1] ?? 0)
}
