import type { EventHandle } from '../kernel/event-queue.ts'
import type { EntityKey } from '../kernel/entity-key.ts'
import { NEVER, START, type SimTime } from '../kernel/time.ts'
import type { PodLatencyModel } from '../profiles/latency-model.ts'
import { type ContainerSituations, NO_RESTARTS, type Restarts } from './container-situations.ts'
import { type BackOff, NO_BACK_OFF } from './crash-back-off.ts'
import type { NodeService } from './node-dependencies.ts'
import type { NodeSlot } from './node-slots.ts'
import type { KubeletEnding } from './pod-ending.ts'
import type { PodFacts } from './pod-facts.ts'
import { ATTEMPTS_MAX } from './pod-ledger.ts'
import type { PodTraits } from './pod-traits.ts'
import type { Retried } from './retry-times.ts'

/** Where a pod is in its kubelet's hands. */
export type WorkerPhase =
  'starting' | 'held' | 'mounting' | 'running' | 'backing-off' | 'terminating' | 'terminated'

/** What a kubelet keeps of a pod in motion. It works for one pod after the other. */
export class PodWorker {
  podNumber = -1
  node!: NodeSlot
  entity = 0 as EntityKey
  latencies!: PodLatencyModel
  facts!: PodFacts
  situations!: ContainerSituations
  phase: WorkerPhase = 'starting'
  /** The next step, if it is planned: a deletion takes it back. */
  next: EventHandle | undefined = undefined
  /** When the step that `next` reports really happened (its status write takes a while longer). */
  happened: SimTime = START
  /** The runtime works until here and cannot be interrupted; a deletion waits for it. */
  busyUntil: SimTime = START
  /** Counts starts of the main containers, so that each has its own draws. */
  startAttempt = 0
  pullAttempt = 0
  /** How long it has pulled images so far, the pauses after failures included. */
  pulling = 0
  writeAttempt = 0
  initDone = 0
  startedAt: SimTime = START
  /** When the last of its sidecars is ready, as far as they have started. */
  sidecarsReadyAt: SimTime = START
  /** When a main container of this start is killed for what its image does. */
  crashesAt: SimTime = NEVER
  restarts: Restarts = NO_RESTARTS
  /** How the main containers ended last, or will end. */
  lastExitCode = 1
  /** A deletion found main containers that had been started before. */
  wasStarted = false
  /** A deletion found a process that has to be stopped. */
  hasProcess = false
  /** While it is held: what its node lacks, and since when. */
  heldFor: NodeService = 'network'
  heldSince: SimTime = START
  /** How long it was held for each, until it was tried again. */
  lackedNetwork = 0
  lackedStorage = 0
  retried: Retried = 'sync-without-network'
  /** How the kubelet ends the pod by itself, if it does. */
  ending: KubeletEnding | undefined = undefined
  backOff: BackOff = NO_BACK_OFF
  pullBackOff: BackOff = NO_BACK_OFF

  /** True when its pod's future depends on what happened to the pod before. */
  get hasHistory(): boolean {
    return (
      this.restarts !== NO_RESTARTS ||
      this.backOff !== NO_BACK_OFF ||
      this.pullBackOff !== NO_BACK_OFF ||
      Math.max(this.writeAttempt, this.pullAttempt) > ATTEMPTS_MAX
    )
  }

  /** Works for that pod from now on, and knows nothing of earlier ones. */
  begin(podNumber: number, node: NodeSlot, entity: EntityKey, traits: PodTraits): void {
    this.podNumber = podNumber
    this.node = node
    this.entity = entity
    this.latencies = traits.latencies
    this.facts = traits.facts
    this.situations = traits.situations
    this.phase = 'starting'
    this.next = undefined
    this.happened = START
    this.busyUntil = START
    this.startAttempt = 0
    this.pullAttempt = 0
    this.pulling = 0
    this.lackedNetwork = 0
    this.lackedStorage = 0
    this.writeAttempt = 0
    this.initDone = 0
    this.startedAt = START
    this.sidecarsReadyAt = START
    this.crashesAt = NEVER
    this.restarts = NO_RESTARTS
    this.lastExitCode = 1
    this.wasStarted = false
    this.hasProcess = false
    this.ending = undefined
    this.backOff = NO_BACK_OFF
    this.pullBackOff = NO_BACK_OFF
  }
}
