import {
  Alarms,
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  type Duration,
  type Informer,
  PHASES,
  type PlainObject,
  type Pod,
  type Requester,
  type SimTime,
  type Simulation,
  type StoredChange,
  seconds,
} from '@seatrial/core'
import { type LoadOwner, loadOwner, ownerKey, ownerKeyOf } from './load-owner.ts'
import { PodGroup } from './pod-group.ts'

/** How long a refused pod is not asked for again. */
const RETRY_PAUSE: Duration = seconds(1)

export interface BackgroundLoadOptions {
  readonly simulation: Simulation
  readonly client: ApiClient
  readonly informers: {
    readonly pods: Informer<'pods'>
    readonly deployments: Informer<'deployments'>
    readonly jobs: Informer<'jobs'>
  }
  /** How long the next pod of a Job runs, from Running to its end. */
  readonly runTime: (job: string, count: number) => Duration
}

/** What time brings about. */
type LoadWake =
  | { readonly type: 'retry'; readonly group: PodGroup }
  | { readonly type: 'finish'; readonly pod: Pod }

/**
 * The load that shares a cluster with the rollouts: Deployments and Jobs, in a model much simpler than
 * their controllers (SPEC.md). What matters is that their pods take room, and move when nodes go.
 */
export class BackgroundLoad implements Requester {
  readonly #options: BackgroundLoadOptions
  readonly #groups = new Map<string, PodGroup>()
  readonly #wakes: Alarms<LoadWake>
  /** Pods that run to their end. */
  readonly #running = new Set<number>()

  constructor(options: BackgroundLoadOptions) {
    this.#options = options
    this.#wakes = new Alarms(options.simulation, {
      name: 'BackgroundLoad',
      phase: PHASES.workerStart,
      ring: (wake) => {
        if (wake.type === 'retry') this.#work(wake.group)
        else this.#finish(wake.pod)
      },
    })
    const { pods, deployments, jobs } = options.informers
    const ownerChanged = { changed: (change: StoredChange) => this.#ownerChanged(change) }
    pods.addHandler({ changed: (change) => this.#podChanged(change) })
    deployments.addHandler(ownerChanged)
    jobs.addHandler(ownerChanged)
  }

  answered(request: ApiRequest, result: ApiResult): void {
    if (result.type === 'done' || !('pod' in request)) return
    const key = ownerKeyOf(request.pod.metadata.controller, request.namespace)
    const group = key === undefined ? undefined : this.#groups.get(key)
    if (group === undefined || request.verb !== 'create') return
    group.requested--
    this.#wakeAfter(RETRY_PAUSE, { type: 'retry', group })
  }

  #ownerChanged({ type, object }: StoredChange): void {
    const { kind, metadata } = object as PlainObject
    const group = this.#groupOf(
      ownerKey(kind as LoadOwner['kind'], metadata.namespace, metadata.name),
    )
    group.owner = type === 'DELETED' ? undefined : loadOwner(object as PlainObject)
    this.#work(group)
  }

  #podChanged({ type, object }: StoredChange): void {
    const pod = object as Pod
    const key = ownerKeyOf(pod.metadata.controller, pod.identity.namespace)
    if (key === undefined) return
    const group = this.#groupOf(key)
    if (type === 'ADDED' && group.requested > 0 && !group.has(pod)) group.requested--
    if (type === 'DELETED') group.remove(pod)
    else group.put(pod)
    if (pod.phase === 'Running' && group.has(pod)) this.#letRun(group, pod)
    this.#work(group)
  }

  /** A pod of a Job runs: its end is known. */
  #letRun(group: PodGroup, pod: Pod): void {
    const { owner } = group
    const { number } = pod.identity
    if (owner?.kind !== 'Job' || this.#running.has(number)) return
    const { namespace, name } = owner
    this.#running.add(number)
    const duration = this.#options.runTime(ownerKey('Job', namespace, name), group.started)
    group.started++
    this.#wakeAfter(duration, { type: 'finish', pod })
  }

  #finish(pod: Pod): void {
    this.#running.delete(pod.identity.number)
    const key = ownerKeyOf(pod.metadata.controller, pod.identity.namespace)
    const group = key === undefined ? undefined : this.#groups.get(key)
    if (group === undefined || !group.has(pod)) return
    group.finish(pod)
    this.#delete(pod, 'it has run to its end')
    this.#work(group)
  }

  #work(group: PodGroup): void {
    const { owner } = group
    const { create, surplus } = group.plan()
    for (const pod of surplus) {
      group.remove(pod)
      this.#delete(pod, 'there are more than asked for')
    }
    if (owner === undefined) return
    group.requested += create
    const { namespace, pod } = owner
    for (let count = 0; count < create; count++) {
      const target = { resource: 'pods', subresource: '', namespace, name: '' } as const
      this.#options.client.send({ verb: 'create', ...target, pod, why: 'background load' }, this)
    }
  }

  #delete({ identity: { namespace, name, uid } }: Pod, why: string): void {
    const target = { resource: 'pods', subresource: '', namespace, name } as const
    this.#options.client.send({ verb: 'delete', ...target, uid, why }, this)
  }

  #groupOf(key: string): PodGroup {
    let group = this.#groups.get(key)
    if (group === undefined) {
      group = new PodGroup()
      this.#groups.set(key, group)
    }
    return group
  }

  #wakeAfter(duration: Duration, wake: LoadWake): void {
    this.#wakes.setAt((this.#options.simulation.now + duration) as SimTime, wake)
  }
}
