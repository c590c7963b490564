import { isTerminal } from '../api/pod-predicates.ts'
import type { Pod } from '../api/pod.ts'
import { PHASES } from '../kernel/phases.ts'
import type { EventHandle } from '../kernel/event-queue.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { type Duration, seconds } from '../kernel/time.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { ChangeListener, StoredChange } from '../store/stored-change.ts'
import type { NodeStatusReporter } from './heartbeats/node-status-reporter.ts'
import type { Kubelets } from './kubelet.ts'
import { endingAtShutdown } from './pod-ending.ts'
import { isCritical } from './pod-rank.ts'

/** How a machine is switched off in good order (kubelet settings of the same names). */
export interface Shutdown {
  readonly nodeName: string
  /** How long the machine waits for its kubelet. */
  readonly shutdownGracePeriod: Duration
  /** The part of it that is kept for critical pods. */
  readonly shutdownGracePeriodCriticalPods: Duration
  /** Called when the machine is off. */
  readonly isOff?: () => void
}

/**
 * Machines that are switched off in good order: their kubelets say that their node is not ready, take in
 * no pod any more, end all pods but the critical ones, then those, and let the machine go off as soon as
 * that is done, or when the time is over.
 */
export class NodeShutdowns implements ChangeListener {
  readonly #simulation: Simulation
  readonly #server: ApiServer
  readonly #kubelets: Kubelets
  readonly #reporter: NodeStatusReporter
  readonly #over: EventKind
  readonly #byNode = new Map<string, UnderWay>()
  readonly #slots: UnderWay[] = []

  constructor(options: {
    readonly simulation: Simulation
    readonly server: ApiServer
    readonly kubelets: Kubelets
    readonly reporter: NodeStatusReporter
  }) {
    this.#simulation = options.simulation
    this.#server = options.server
    this.#kubelets = options.kubelets
    this.#reporter = options.reporter
    this.#over = options.simulation.defineEvent('ShutdownPhaseOver', PHASES.clusterTimer, (slot) =>
      this.#phaseOver(this.#slots[slot] as UnderWay),
    )
  }

  /** The kubelet learns that its machine is to be switched off. */
  begin(shutdown: Shutdown): void {
    const { nodeName } = shutdown
    if (!this.#kubelets.isUp(nodeName) || this.#byNode.has(nodeName)) return
    if (this.#byNode.size === 0) this.#server.subscribe(this, ['pods'])
    const slot = this.#slots.length
    const underWay: UnderWay = {
      shutdown,
      slot,
      phase: 'regular',
      over: undefined,
      left: new Set(),
    }
    this.#slots.push(underWay)
    this.#byNode.set(nodeName, underWay)
    this.#kubelets.refusePods(nodeName)
    this.#reporter.report(nodeName, false)
    this.#endPods(underWay, regularPeriod(shutdown))
  }

  changed({ type, object }: StoredChange): void {
    const pod = object as Pod
    const underWay = this.#byNode.get(pod.nodeName)
    if (underWay === undefined || (type !== 'DELETED' && !isTerminal(pod))) return
    if (!underWay.left.delete(pod.identity.number) || underWay.left.size > 0) return
    if (underWay.over !== undefined) this.#simulation.cancel(underWay.over)
    underWay.over = this.#simulation.scheduleAfter(seconds(0), this.#over, underWay.slot)
  }

  #endPods(underWay: UnderWay, period: Duration): void {
    const { nodeName } = underWay.shutdown
    const pods = this.#kubelets.podsOn(nodeName).filter((pod) => !isTerminal(pod))
    const ended =
      underWay.phase === 'regular' ? pods.filter((pod) => !isCritical(pod, this.#server)) : pods
    for (const pod of ended) underWay.left.add(pod.identity.number)
    for (const pod of ended) this.#kubelets.endPod(pod, endingAtShutdown(period))
    const wait = ended.length === 0 ? seconds(0) : period
    underWay.over = this.#simulation.scheduleAfter(wait, this.#over, underWay.slot)
  }

  #phaseOver(underWay: UnderWay): void {
    const { shutdown } = underWay
    const { nodeName } = shutdown
    underWay.over = undefined
    underWay.left.clear()
    if (underWay.phase === 'regular' && this.#kubelets.isUp(nodeName)) {
      underWay.phase = 'critical'
      this.#endPods(underWay, shutdown.shutdownGracePeriodCriticalPods)
      return
    }
    this.#byNode.delete(nodeName)
    if (this.#byNode.size === 0) this.#server.unsubscribe(this)
    this.#kubelets.stopNode(nodeName)
    shutdown.isOff?.()
  }
}

interface UnderWay {
  readonly shutdown: Shutdown
  readonly slot: number
  /** Whose turn it is to end. */
  phase: 'regular' | 'critical'
  /** When the turn is over at the latest. */
  over: EventHandle | undefined
  /** The numbers of the pods that have not ended yet. */
  readonly left: Set<number>
}

function regularPeriod(shutdown: Shutdown): Duration {
  const { shutdownGracePeriod, shutdownGracePeriodCriticalPods } = shutdown
  return Math.max(0, shutdownGracePeriod - shutdownGracePeriodCriticalPods) as Duration
}
