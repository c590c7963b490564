import type { Behaviours } from '../api/behaviours.ts'
import { type EventSink, NO_EVENTS } from '../api/event-object.ts'
import type { Node } from '../api/node.ts'
import type { PersistentVolumeClaim } from '../api/persistent-volume.ts'
import { isBound, isTerminal, isTerminating } from '../api/pod-predicates.ts'
import type { PodWait } from '../api/pod-wait.ts'
import type { Pod } from '../api/pod.ts'
import type { Simulation } from '../kernel/simulation.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import type { ApiClient } from '../store/api-client.ts'
import type { ApiServer } from '../store/api-server.ts'
import { AttemptServer } from './attempt-server.ts'
import type { Binding } from './binding/binding.ts'
import { PodBinder } from './binding/pod-binder.ts'
import { PodClaims } from './claims/pod-claims.ts'
import type { VolumeDemand } from './claims/volume-demand.ts'
import { PodKinds } from './facts/pod-kinds.ts'
import { type DecisionContext, decide } from './placement/decide.ts'
import type { Preemption } from './placement/preemption.ts'
import type { Rejection } from './placement/rejection.ts'
import type { PodNews } from './pod-news.ts'
import { SchedulingQueue } from './queue/scheduling-queue.ts'
import { WaitingPod } from './queue/waiting-pod.ts'
import { type SchedulerEvents, SchedulerWatches } from './scheduler-watches.ts'
import { SchedulingReports } from './scheduling-reports.ts'
import { ClusterView } from './view/cluster-view.ts'
import type { NodeSlot } from './view/node-slot.ts'
import { WakeUps } from './wake-ups.ts'

/** The limit of the scheduler's client by default. */
export const SCHEDULER_CLIENT_LIMITS = { qps: 50, burst: 100 } as const

/** All that the scheduler gets from the world around it. */
export interface PodSchedulerOptions {
  readonly simulation: Simulation
  readonly server: ApiServer
  /** The scheduler's own client, with its own rate limit (`SCHEDULER_CLIENT_LIMITS` by default). */
  readonly client: ApiClient
  readonly latencies: LatencyModel
  readonly behaviours: Behaviours
  /** Where its Events go; nowhere by default. They are sent by another client than all the rest. */
  readonly recorder?: EventSink
}

/**
 * The scheduler: gives every pod that has none a node (spec/pod-lifecycle-and-latency §2.3).
 *
 * It looks at one pod at a time, which takes a moment each (stage `schedulingAttempt`); the node's room
 * counts as taken from then on, while the binding makes its way to the API server beside the next
 * pod's turn. A pod that no node takes is told so in its condition, and parked until something
 * changes that may help it.
 */
export class PodScheduler {
  readonly #simulation: Simulation
  readonly #server: ApiServer
  readonly #view: ClusterView
  readonly #kinds: PodKinds
  readonly #queue: SchedulingQueue
  readonly #attempts: AttemptServer
  readonly #wakeUps: WakeUps
  readonly #context: DecisionContext
  readonly #binder: PodBinder
  readonly #reports: SchedulingReports
  /** By pod number. */
  readonly #waiting: (WaitingPod | undefined)[] = []
  /** Numbers of the pods that have gates. */
  readonly #gated = new Set<number>()
  #sequence = 0

  constructor(options: PodSchedulerOptions) {
    const { simulation, server, client, latencies, behaviours, recorder = NO_EVENTS } = options
    this.#simulation = simulation
    this.#server = server
    this.#view = new ClusterView((namespace) => labelsOfNamespace(server, namespace))
    this.#kinds = new PodKinds(server, this.#view, behaviours)
    this.#queue = new SchedulingQueue(behaviours.popFromBackoffQueue)
    this.#attempts = new AttemptServer({
      simulation,
      queue: this.#queue,
      time: latencies.cluster.of('schedulingAttempt'),
      attempted: (waiting) => this.#decide(waiting),
    })
    this.#wakeUps = new WakeUps(this.#queue, this.#view)
    const watches = new SchedulerWatches({ simulation, server, latencies }, this.#events())
    const claims = new PodClaims({ server, claims: watches.claims, volumes: watches.volumes })
    this.#context = { view: this.#view, claims, server, behaviours }
    this.#binder = new PodBinder({
      simulation,
      client,
      claims,
      nominates: behaviours.nominatesWhileBinding,
      bound: (binding) => this.#bound(binding),
      failed: (binding) => this.#failed(binding),
    })
    this.#reports = new SchedulingReports(server, client, recorder)
    watches.fill(server)
    this.#lookAround()
  }

  /** Why this pod has no node yet; undefined when it has one. */
  waitOf(pod: Pod): PodWait | undefined {
    if (isBound(pod)) return undefined
    const waiting = this.#waiting[pod.identity.number]
    if (this.#gated.has(pod.identity.number)) {
      return { reason: 'schedule', detail: 'its scheduling gates are closed' }
    }
    if (waiting === undefined) return { reason: 'queue', detail: 'the scheduler has not seen it' }
    if (waiting.binding !== undefined) return this.#binder.waitOf(waiting.binding)
    if (waiting.place !== 'back-off' && waiting.place !== 'unschedulable') {
      return { reason: 'queue', detail: 'it is in the scheduling queue' }
    }
    return { reason: 'schedule', detail: waiting.message || 'its binding failed' }
  }

  #events(): SchedulerEvents {
    return {
      isOwnBinding: ({ identity, nodeName }) =>
        this.#waiting[identity.number]?.binding?.slot.name === nodeName,
      podChanged: (pod, news) => this.#podChanged(pod, news),
      nodeChanged: (node) => this.#nodeChanged(node),
      nodeDeleted: (node) => this.#nodeDeleted(node),
      claimChanged: (claim) => this.#claimChanged(claim),
      volumesChanged: () => this.#volumesChanged(),
    }
  }

  #podChanged(pod: Pod, news: PodNews): void {
    const waiting = this.#waiting[pod.identity.number]
    switch (news) {
      case 'waits':
        this.#enqueue(pod)
        break
      case 'updated':
        this.#podUpdated(pod, waiting)
        break
      case 'left':
        this.#gated.delete(pod.identity.number)
        if (waiting !== undefined) this.#leave(waiting)
        break
      case 'placed':
        if (waiting !== undefined) this.#leave(waiting)
        this.#place(pod)
        break
      case 'relabelled':
        if (this.#view.release(pod) !== undefined) this.#place(pod)
        break
      case 'released':
        this.#release(pod)
        break
    }
    this.#attempts.lookForWork()
  }

  /** A pod without a node was written: its gates may be open, or it may tolerate more. */
  #podUpdated(pod: Pod, waiting: WaitingPod | undefined): void {
    if (waiting === undefined) {
      if (this.#gated.has(pod.identity.number)) this.#enqueue(pod)
    } else if (waiting.binding === undefined && pod.specification !== waiting.pod.specification) {
      this.#forget(waiting)
      this.#enqueue(pod)
    } else {
      waiting.pod = pod
    }
  }

  #nodeChanged(node: Node): void {
    const slot = this.#view.slotOf(node.metadata.name)
    const previous = slot.node
    this.#view.setNode(node)
    this.#wakeUps.nodeChanged(slot, previous, this.#simulation.now)
    this.#attempts.lookForWork()
  }

  #nodeDeleted({ metadata }: Node): void {
    this.#view.deleteNode(metadata.name)
    this.#wakeUps.domainsImproved(this.#simulation.now)
    this.#attempts.lookForWork()
  }

  #claimChanged({ metadata }: PersistentVolumeClaim): void {
    this.#binder.claimChanged(metadata.namespace, metadata.name)
    this.#wakeUps.claimChanged(metadata.namespace, metadata.name, this.#simulation.now)
    this.#attempts.lookForWork()
  }

  #volumesChanged(): void {
    this.#wakeUps.volumesChanged(this.#simulation.now)
    this.#attempts.lookForWork()
  }

  #decide(waiting: WaitingPod): void {
    const decision = decide(this.#context, waiting)
    switch (decision.type) {
      case 'bind':
        this.#bind(waiting, decision.slot, decision.volumes)
        break
      case 'park':
        this.#park(waiting, decision.rejection)
        break
      case 'retry':
        this.#queue.retry(waiting, this.#simulation.now)
        this.#reports.tellRejected(waiting, decision.message)
        break
      case 'preempt':
        this.#preempt(waiting, decision.rejection, decision.preemption)
        break
    }
  }

  #bound({ waiting, slot }: Binding): void {
    this.#reports.tellBound(waiting, slot.name)
    this.#forget(waiting)
  }

  #failed(binding: Binding): void {
    const { waiting } = binding
    const pod = this.#server.podByNumber(waiting.pod.identity.number)
    waiting.binding = undefined
    this.#release(waiting.pod)
    if (pod === undefined || isTerminating(pod) || isBound(pod)) this.#forget(waiting)
    else this.#queue.retry(waiting, this.#simulation.now)
    this.#attempts.lookForWork()
  }

  /** Starts from what is in the store already. */
  #lookAround(): void {
    for (const node of this.#server.list('nodes').values()) this.#view.setNode(node)
    for (const pod of this.#server.list('pods').values()) {
      if (isTerminal(pod)) continue
      if (isBound(pod)) this.#place(pod)
      else if (!isTerminating(pod)) this.#enqueue(pod)
    }
  }

  #enqueue(pod: Pod): void {
    const kind = this.#kinds.of(pod)
    const { number } = pod.identity
    if (kind.facts.isGated) {
      this.#gated.add(number)
      return
    }
    this.#gated.delete(number)
    const { now } = this.#simulation
    const waiting = new WaitingPod(pod, kind, now, this.#sequence++)
    this.#waiting[number] = waiting
    this.#queue.add(waiting)
    this.#attempts.lookForWork()
  }

  /** A waiting pod is gone, or somebody else has bound it. */
  #leave(waiting: WaitingPod): void {
    if (waiting.binding !== undefined) {
      this.#binder.cancel(waiting.binding)
      this.#release(waiting.pod)
    }
    this.#forget(waiting)
  }

  #forget(waiting: WaitingPod): void {
    this.#queue.drop(waiting)
    this.#waiting[waiting.pod.identity.number] = undefined
  }

  #place(pod: Pod): void {
    if (this.#view.pods.nodeOf(pod.identity.number) >= 0) return
    this.#view.place(pod, this.#kinds.of(pod), this.#view.slotOf(pod.nodeName))
    this.#wakeUps.podPlaced(this.#simulation.now)
  }

  #release(pod: Pod): void {
    const slot = this.#view.release(pod)
    if (slot === undefined) return
    this.#wakeUps.nodeImproved(slot, this.#simulation.now)
    this.#wakeUps.domainsImproved(this.#simulation.now)
  }

  #bind(waiting: WaitingPod, slot: NodeSlot, volumes: VolumeDemand): void {
    this.#view.place(waiting.pod, waiting.kind, slot)
    waiting.place = 'binding'
    waiting.binding = this.#binder.bind(waiting, slot, volumes)
    this.#wakeUps.podPlaced(this.#simulation.now)
  }

  #preempt(waiting: WaitingPod, rejection: Rejection, { slot, victims }: Preemption): void {
    waiting.nominatedNode = slot.name
    for (const victim of victims) this.#reports.evict(victim, waiting.pod)
    this.#queue.park(waiting, rejection, this.#simulation.now)
    this.#reports.tellRejected(waiting, rejection.message)
  }

  #park(waiting: WaitingPod, rejection: Rejection): void {
    this.#queue.park(waiting, rejection, this.#simulation.now)
    this.#reports.tellRejected(waiting, rejection.message + rejection.preemptionNote)
  }
}

/** Every namespace has its own name as a label, whether or not its object is there. */
function labelsOfNamespace(server: ApiServer, namespace: string): Readonly<Record<string, string>> {
  const labels = server.get('namespaces', '', namespace)?.metadata.labels
  return { ...labels, 'kubernetes.io/metadata.name': namespace }
}
