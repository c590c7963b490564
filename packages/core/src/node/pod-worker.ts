import type { EventHandle } from '../kernel/event-queue.ts'
import type { EntityKey } from '../kernel/entity-key.ts'
import { NEVER, type SimTime } from '../kernel/time.ts'
import type { PodLatencyModel } from '../profiles/latency-model.ts'
import { type ContainerSituations, NO_RESTARTS, type Restarts } from './container-situations.ts'
import { type BackOff, NO_BACK_OFF } from './crash-back-off.ts'
import type { NodeSlot } from './node-slots.ts'
import type { PodFacts } from './pod-facts.ts'

/** Where a pod is in its kubelet's hands. */
export type WorkerPhase =
  'starting' | 'mounting' | 'running' | 'backing-off' | 'terminating' | 'terminated'

/** What a kubelet keeps of one of its pods while the object lives. */
export class PodWorker {
  readonly podNumber: number
  readonly node: NodeSlot
  readonly entity: EntityKey
  readonly latencies: PodLatencyModel
  readonly facts: PodFacts
  readonly situations: ContainerSituations
  phase: WorkerPhase = 'starting'
  /** The next step, if it is planned: a deletion takes it back. */
  next: EventHandle | undefined
  /** When the step that `next` reports really happened (its status write takes a while longer). */
  happened = 0 as SimTime
  /** The runtime works until here and cannot be interrupted; a deletion waits for it. */
  busyUntil = 0 as SimTime
  /** Counts starts of the main containers, so that each has its own draws. */
  startAttempt = 0
  pullAttempt = 0
  writeAttempt = 0
  initDone = 0
  startedAt = 0 as SimTime
  /** When a main container of this start is killed for what its image does. */
  crashesAt: SimTime = NEVER
  restarts: Restarts = NO_RESTARTS
  /** How the main containers ended last, or will end. */
  lastExitCode = 1
  /** A deletion found main containers that had been started before. */
  wasStarted = false
  /** A deletion found a process that has to be stopped. */
  hasProcess = false
  backOff: BackOff = NO_BACK_OFF
  pullBackOff: BackOff = NO_BACK_OFF
  /** Chain of the pods on this node, −1 at its ends. */
  previousOnNode = -1
  nextOnNode = -1

  constructor(
    podNumber: number,
    node: NodeSlot,
    entity: EntityKey,
    latencies: PodLatencyModel,
    facts: PodFacts,
    situations: ContainerSituations,
  ) {
    this.podNumber = podNumber
    this.node = node
    this.entity = entity
    this.latencies = latencies
    this.facts = facts
    this.situations = situations
  }
}
