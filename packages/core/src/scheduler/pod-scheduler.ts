import type { Behaviours } from '../api/behaviours.ts'
import type { Node } from '../api/node.ts'
import { Pod, type PodCondition } from '../api/pod.ts'
import type { PodWait } from '../api/pod-wait.ts'
import { isBound } from '../api/pod-predicates.ts'
import { entityKey } from '../kernel/entity-key.ts'
import type { EventHandle } from '../kernel/event-queue.ts'
import { PHASES } from '../kernel/phases.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import type { SimTime } from '../kernel/time.ts'
import { conditionsOf } from '../node/container-situations.ts'
import { placeOf } from '../node/incarnations.ts'
import { WatchLatency } from '../profiles/api-latency.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import type { StageSampler } from '../profiles/stage-samplers.ts'
import type { ApiClient, Requester } from '../store/api-client.ts'
import type { ApiRequest } from '../store/api-request.ts'
import type { ApiResult } from '../store/api-result.ts'
import type { ApiServer } from '../store/api-server.ts'
import { Informer } from '../store/informer.ts'
import type { StoredChange } from '../store/stored-change.ts'
import { ClusterView, type NodeSlot } from './cluster-view.ts'
import { findNode } from './find-node.ts'
import { PodKind } from './pod-kind.ts'
import { newsOf } from './pod-news.ts'
import { podPriority } from './pod-priority.ts'
import type { Rejection } from './rejection.ts'
import { type SchedulingFacts, schedulingFacts } from './scheduling-facts.ts'
import { SchedulingQueue } from './scheduling-queue.ts'
import { WaitingPod } from './waiting-pod.ts'

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
  readonly #client: ApiClient
  readonly #behaviours: Behaviours
  readonly #attempt: StageSampler
  readonly #view = new ClusterView()
  readonly #queue: SchedulingQueue
  readonly #kinds = new Map<SchedulingFacts, PodKind>()
  /** By pod number. */
  readonly #waiting: (WaitingPod | undefined)[] = []
  readonly #attemptEnds: EventKind
  readonly #queueTick: EventKind
  #current: WaitingPod | undefined
  #tick: { readonly at: SimTime; readonly handle: EventHandle } | undefined
  #sequence = 0

  constructor(options: PodSchedulerOptions) {
    const { simulation, server, client, latencies, behaviours } = options
    this.#simulation = simulation
    this.#server = server
    this.#client = client
    this.#behaviours = behaviours
    this.#attempt = latencies.cluster.of('schedulingAttempt')
    this.#queue = new SchedulingQueue(behaviours.popFromBackoffQueue)
    const { clusterTimer } = PHASES
    this.#attemptEnds = simulation.defineEvent('SchedulingAttemptEnds', clusterTimer, () =>
      this.#endAttempt(),
    )
    this.#queueTick = simulation.defineEvent('SchedulingQueueTick', clusterTimer, () =>
      this.#onTick(),
    )
    this.#watch(new WatchLatency(latencies.cluster, WATCHER))
  }

  /** Why this pod has no node yet; undefined when it has one. */
  waitOf(pod: Pod): PodWait | undefined {
    if (isBound(pod)) return undefined
    const waiting = this.#waiting[pod.identity.number]
    if (waiting === undefined) return { reason: 'queue', detail: 'the scheduler has not seen it' }
    switch (waiting.place) {
      case 'back-off':
      case 'unschedulable':
        return { reason: 'schedule', detail: waiting.rejection?.message ?? 'its binding failed' }
      case 'binding':
        return { reason: 'bind', detail: 'its binding is on the way to the API server' }
      default:
        return { reason: 'queue', detail: 'it is in the scheduling queue' }
    }
  }

  /** The binding of a pod was answered. */
  bound(waiting: WaitingPod, slot: NodeSlot, result: ApiResult): void {
    if (result.type === 'done') {
      this.#forget(waiting)
      return
    }
    this.#view.release(waiting.kind, slot)
    const pod = this.#server.podByNumber(waiting.pod.identity.number)
    if (pod === undefined || isBound(pod)) this.#forget(waiting)
    else this.#queue.retry(waiting, this.#simulation.now)
    this.#helpNode(slot)
  }

  #watch(delay: WatchLatency): void {
    const simulation = this.#simulation
    const server = this.#server
    const pods = new Informer({
      simulation,
      server,
      delay,
      resource: 'pods',
      keepsObjects: false,
      selector: { selects: (change) => this.#concerns(change) },
    })
    const nodes = new Informer({
      simulation,
      server,
      delay,
      resource: 'nodes',
      keepsObjects: false,
    })
    nodes.addHandler({ changed: (change) => this.#nodeChanged(change) })
    pods.addHandler({ changed: (change) => this.#podChanged(change) })
    for (const node of server.list('nodes').values()) this.#view.setNode(node)
    for (const pod of server.list('pods').values()) this.#podSeen(pod)
  }

  /** Its own bindings are no news to the scheduler: it has counted them when it decided on them. */
  #concerns(change: StoredChange): boolean {
    const news = newsOf(change)
    if (news !== 'placed' || change.type === 'ADDED') return news !== undefined
    const { identity, nodeName } = change.object as Pod
    const waiting = this.#waiting[identity.number]
    return waiting?.place !== 'binding' || waiting.nodeName !== nodeName
  }

  #podSeen(pod: Pod): void {
    if (isBound(pod)) this.#view.place(this.#kindOf(pod), this.#view.slotOf(pod.nodeName))
    else this.#enqueue(pod)
  }

  #podChanged(change: StoredChange): void {
    const pod = change.object as Pod
    const waiting = this.#waiting[pod.identity.number]
    switch (newsOf(change)) {
      case 'waits':
        this.#enqueue(pod)
        break
      case 'updated':
        if (waiting !== undefined) waiting.pod = pod
        break
      case 'left':
        if (waiting !== undefined) this.#leave(waiting)
        break
      case 'placed':
        if (waiting !== undefined) this.#leave(waiting)
        this.#view.place(this.#kindOf(pod), this.#view.slotOf(pod.nodeName))
        break
      case 'released': {
        const slot = this.#view.slotOf(pod.nodeName)
        this.#view.release(this.#kindOf(pod), slot)
        this.#helpNode(slot)
        break
      }
      default:
    }
    this.#lookForWork()
  }

  #nodeChanged(change: StoredChange): void {
    const node = change.object as Node
    if (change.type === 'DELETED') {
      this.#view.deleteNode(node.metadata.name)
      return
    }
    this.#view.setNode(node)
    this.#helpNode(this.#view.slotOf(node.metadata.name))
    this.#lookForWork()
  }

  #enqueue(pod: Pod): void {
    const { now } = this.#simulation
    const waiting = new WaitingPod(pod, this.#kindOf(pod), now, this.#sequence++)
    this.#waiting[pod.identity.number] = waiting
    this.#queue.add(waiting)
    this.#lookForWork()
  }

  /** A waiting pod is gone, or somebody else has bound it; a binding under way ends by its answer. */
  #leave(waiting: WaitingPod): void {
    if (waiting.place !== 'binding') this.#forget(waiting)
  }

  #forget(waiting: WaitingPod): void {
    this.#queue.drop(waiting)
    this.#waiting[waiting.pod.identity.number] = undefined
  }

  /** Something on a node has changed for the better: the pods that it may help are looked at again. */
  #helpNode(slot: NodeSlot): void {
    const { unschedulable } = this.#queue
    if (unschedulable.size === 0) return
    const { now } = this.#simulation
    for (const waiting of unschedulable.pinnedTo(slot.name)) this.#queue.wake(waiting, now)
    for (const kind of unschedulable.kinds()) {
      for (const waiting of unschedulable.ofKind(kind)) this.#queue.wake(waiting, now)
    }
  }

  /** Starts the next attempt, if none is going on. */
  #lookForWork(): void {
    if (this.#current !== undefined) return
    const { now } = this.#simulation
    const next = this.#queue.take(now)
    if (next === undefined) {
      this.#armTick()
      return
    }
    this.#current = next
    this.#simulation.scheduleAfter(this.#attemptTime(next), this.#attemptEnds, 0)
  }

  #attemptTime({ pod, attempts }: WaitingPod): ReturnType<StageSampler['draw']> {
    const entity = this.#attempt.isConstant ? NO_ENTITY : entityKey(placeOf(pod))
    return this.#attempt.draw(entity, attempts)
  }

  #endAttempt(): void {
    const waiting = this.#current
    this.#current = undefined
    if (waiting?.place === 'attempt') this.#decide(waiting)
    this.#lookForWork()
  }

  #decide(waiting: WaitingPod): void {
    const { tolerationComparison } = this.#behaviours
    const placement = findNode(this.#view, waiting.pod, waiting.kind, tolerationComparison)
    if (placement.type === 'rejected') this.#reject(waiting, placement.rejection)
    else this.#bind(waiting, placement.slot)
  }

  #bind(waiting: WaitingPod, slot: NodeSlot): void {
    const { uid, namespace, name } = waiting.pod.identity
    this.#view.place(waiting.kind, slot)
    waiting.place = 'binding'
    waiting.nodeName = slot.name
    this.#client.send(
      {
        verb: 'create',
        resource: 'pods',
        subresource: 'binding',
        namespace,
        name,
        why: '',
        binding: {
          uid,
          nodeName: slot.name,
          conditions: conditionsOf('scheduled'),
          nominatedNodeName: '',
        },
      },
      new BindingInFlight(this, waiting, slot),
    )
  }

  #reject(waiting: WaitingPod, rejection: Rejection): void {
    const before = waiting.rejection?.message
    this.#queue.park(waiting, rejection, this.#simulation.now)
    if (before === rejection.message) return
    const { uid, namespace, name } = waiting.pod.identity
    this.#client.send(
      {
        verb: 'patch',
        resource: 'pods',
        subresource: 'status',
        namespace,
        name,
        why: rejection.message,
        scheduling: { uid, condition: unschedulable(rejection.message), nominatedNodeName: '' },
      },
      IGNORED,
    )
  }

  #onTick(): void {
    this.#tick = undefined
    this.#queue.flush(this.#simulation.now)
    this.#lookForWork()
  }

  /** The queue has to be looked at again at some instant, though nothing may have changed. */
  #armTick(): void {
    const at = Math.min(this.#queue.nextTick() ?? Infinity, this.#queue.nextFlush() ?? Infinity)
    if (this.#tick?.at === at) return
    if (this.#tick !== undefined) this.#simulation.cancel(this.#tick.handle)
    this.#tick =
      at === Infinity
        ? undefined
        : {
            at: at as SimTime,
            handle: this.#simulation.scheduleAt(at as SimTime, this.#queueTick, 0),
          }
  }

  #kindOf(pod: Pod): PodKind {
    const facts = schedulingFacts(pod)
    let kind = this.#kinds.get(facts)
    if (kind === undefined) {
      kind = new PodKind(facts, podPriority(facts, this.#server))
      this.#kinds.set(facts, kind)
    }
    return kind
  }
}

/** Tells this participant's watches from those of others. */
const WATCHER = 2
const NO_ENTITY = entityKey('')

/** Waits for the answer to one binding. */
class BindingInFlight implements Requester {
  readonly #scheduler: PodScheduler
  readonly #waiting: WaitingPod
  readonly #slot: NodeSlot

  constructor(scheduler: PodScheduler, waiting: WaitingPod, slot: NodeSlot) {
    this.#scheduler = scheduler
    this.#waiting = waiting
    this.#slot = slot
  }

  answered(_request: ApiRequest, result: ApiResult): void {
    this.#scheduler.bound(this.#waiting, this.#slot, result)
  }
}

/** A status that could not be written is written with the next attempt. */
const IGNORED: Requester = { answered: () => {} }

function unschedulable(message: string): PodCondition {
  return { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }
}
