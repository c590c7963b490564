import {
  type Duration,
  type Pod,
  type SimTime,
  type StoredChange,
  between,
  isTerminal,
  isTerminating,
  minutes,
  seconds,
} from '@seatrial/core'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'

export const GRACE_RESPECTED: InvariantText = {
  rule: 'grace-respected',
  statement:
    'A running pod that is deleted stays until its containers have ended, which takes no longer than its grace period while its node is up; the period only ever shrinks.',
  exceptions: [
    {
      versions: 'all',
      what: 'Who asks for a grace period of 0 takes a running pod away at once: `kubectl delete --force`, the collector of pods whose node is gone, and anybody if the pod’s own period is 0.',
      recorded: 'pod-gc pgc-00002',
    },
  ],
}

/** On top of the grace period: the watch, the kubelet's sync, the sandbox, the status write. */
const SLACK: Duration = minutes(1)

export class GraceRespected implements InvariantChecker {
  readonly #context: CheckerContext
  /** Since when, by number, running pods have been asked to end. */
  readonly #ending = new Map<number, SimTime>()

  constructor(context: CheckerContext) {
    this.#context = context
    context.cluster.kubelets.listenToHealth({
      silent: (nodeName) => this.#excuse(nodeName),
      returned: () => {},
    })
  }

  changed({ type, resource, object, previous, by }: StoredChange): void {
    if (resource !== 'pods' || type === 'ADDED') return
    const pod = object as Pod
    const before = previous as Pod
    if (type === 'DELETED') this.#removed(before, by)
    else this.#modified(pod, before)
  }

  #modified(pod: Pod, before: Pod): void {
    const { number } = pod.identity
    if (isTerminating(before)) {
      if (pod.deletionGracePeriodSeconds > before.deletionGracePeriodSeconds) {
        this.#report(pod, 'its grace period has grown')
      }
    } else if (isTerminating(pod) && this.#isRunning(pod)) {
      this.#ending.set(number, this.#context.simulation.now)
    }
    if (isTerminal(pod)) this.#ended(pod, before)
  }

  #ended(pod: Pod, before: Pod): void {
    const { number } = pod.identity
    const since = this.#ending.get(number)
    this.#ending.delete(number)
    if (since === undefined || isTerminal(before)) return
    const taken = between(since, this.#context.simulation.now)
    const allowed = seconds(pod.deletionGracePeriodSeconds) + SLACK
    if (taken > allowed) this.#report(pod, `took ${taken} µs to end, of ${allowed} µs allowed`)
  }

  #removed(pod: Pod, by: string): void {
    this.#ending.delete(pod.identity.number)
    if (pod.phase !== 'Running' || pod.nodeName === '' || !STOPPERS.has(by)) return
    if (pod.specification.terminationGracePeriodSeconds === 0 && by !== 'kubelet') return
    this.#report(pod, `removed by ${by} while its containers run`)
  }

  #isRunning({ phase, nodeName }: Pod): boolean {
    return phase === 'Running' && this.#context.cluster.kubelets.isUp(nodeName)
  }

  /** Whoever was on a machine that has fallen silent may end when it is back. */
  #excuse(nodeName: string): void {
    for (const number of this.#ending.keys()) {
      if (this.#context.server.podByNumber(number)?.nodeName === nodeName) {
        this.#ending.delete(number)
      }
    }
  }

  #report(pod: Pod, detail: string): void {
    this.#context.report('grace-respected', `pod/${pod.identity.name}`, detail)
  }
}

/** Those who never take a running pod away without its grace period. */
const STOPPERS: ReadonlySet<string> = new Set([
  'kubelet',
  'statefulset-controller',
  'daemonset-controller',
  'garbage-collector',
  'scheduler',
])
