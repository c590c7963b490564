import { isTerminal } from '../api/pod-predicates.ts'
import { entityKey } from '../kernel/entity-key.ts'
import { PHASES } from '../kernel/phases.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { type Duration, minutes, seconds } from '../kernel/time.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { NodeStatusReporter } from './heartbeats/node-status-reporter.ts'
import type { Kubelets } from './kubelet.ts'
import type { NodeResource } from './node-slots.ts'
import { evictionFor } from './pod-ending.ts'
import { inOrderOfEviction } from './pod-rank.ts'

/** A kubelet looks that often whether its node runs short of something, and takes away one pod at a time. */
const PASS_PERIOD: Duration = seconds(10)

/** A node counts as under pressure until that long after it no longer is. */
const TRANSITION_PERIOD: Duration = minutes(5)

/** What a kubelet under hard pressure leaves the containers of its victim. */
const NO_GRACE: Duration = seconds(0)

/** A node runs short of something until it has lost so many pods. */
export interface Pressure {
  readonly nodeName: string
  readonly resource: NodeResource
  readonly pods: number
}

/**
 * Nodes that run short of memory, disk or process numbers: their kubelets say so, which has a taint put
 * on them, evict pods by rank, and take in none that would make it worse.
 */
export class NodePressure {
  readonly #simulation: Simulation
  readonly #server: ApiServer
  readonly #kubelets: Kubelets
  readonly #reporter: NodeStatusReporter
  readonly #usage: Purpose
  readonly #phase: Purpose
  readonly #pass: EventKind
  readonly #relief: EventKind
  readonly #strains: Strain[] = []

  constructor(options: {
    readonly simulation: Simulation
    readonly server: ApiServer
    readonly streams: RandomStreams
    readonly kubelets: Kubelets
    readonly reporter: NodeStatusReporter
  }) {
    const { simulation, streams } = options
    this.#simulation = simulation
    this.#server = options.server
    this.#kubelets = options.kubelets
    this.#reporter = options.reporter
    this.#usage = streams.purpose('kubelet/usage')
    this.#phase = streams.purpose('kubelet/evictionPhase')
    const { clusterTimer } = PHASES
    this.#pass = simulation.defineEvent('EvictionPass', clusterTimer, (slot) => this.#look(slot))
    this.#relief = simulation.defineEvent('PressureOver', clusterTimer, (slot) =>
      this.#relieve(slot),
    )
  }

  /** From now on the node runs short; its kubelet notices when it next looks. */
  begin({ nodeName, resource, pods }: Pressure): void {
    const slot = this.#strains.push({ nodeName, resource, podsLeft: pods }) - 1
    const wait = Math.floor(PASS_PERIOD * uniform(this.#phase, entityKey(nodeName), slot))
    this.#simulation.scheduleAfter(wait as Duration, this.#pass, slot)
  }

  #look(slot: number): void {
    const strain = this.#strains[slot] as Strain
    const { nodeName, resource } = strain
    // A machine that has been down meanwhile has nothing on it any more.
    if (!this.#kubelets.isUp(nodeName)) return
    this.#setPressure(strain, true)
    const pods = this.#kubelets.podsOn(nodeName).filter((pod) => !isTerminal(pod))
    const [victim] = inOrderOfEviction(pods, this.#server, this.#usage)
    if (victim !== undefined) this.#kubelets.endPod(victim, evictionFor(resource, NO_GRACE))
    strain.podsLeft--
    const isOver = victim === undefined || strain.podsLeft <= 0
    if (isOver) this.#simulation.scheduleAfter(TRANSITION_PERIOD, this.#relief, slot)
    else this.#simulation.scheduleAfter(PASS_PERIOD, this.#pass, slot)
  }

  #relieve(slot: number): void {
    const strain = this.#strains[slot] as Strain
    if (this.#kubelets.isUp(strain.nodeName)) this.#setPressure(strain, false)
  }

  #setPressure({ nodeName, resource }: Strain, isUnder: boolean): void {
    if (!this.#kubelets.setPressure(nodeName, resource, isUnder)) return
    this.#reporter.report(nodeName, true)
  }
}

interface Strain {
  readonly nodeName: string
  readonly resource: NodeResource
  podsLeft: number
}
