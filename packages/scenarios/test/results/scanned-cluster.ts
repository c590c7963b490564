import {
  type Pod,
  type SimTime,
  type StatefulSet,
  assert,
  fromApiTime,
  isBound,
  isRunningAndReady,
  isTerminal,
  isTerminating,
  ordinalOf,
} from '@seatrial/core'
import fc from 'fast-check'
import type { PodRow } from '../../src/results/pods/pod-row.ts'
import type { RunRecorder } from '../../src/results/run-recorder.ts'
import type { TimelineRow } from '../../src/results/timeline/timeline-row.ts'
import { StagedCluster } from './staged-cluster.ts'

const MIN_READY_SECONDS = 2
/** Microseconds from one look at the store to the next. */
export const TICK = 500_000
const NODES = [
  { name: 'n0', zone: 'a' },
  { name: 'n1', zone: 'b' },
  { name: 'n2', zone: '' },
] as const

const ACTION_TYPES = [
  'create',
  'create',
  'bind',
  'accept',
  'sandbox',
  'run',
  'ready',
  'ready',
  'unready',
  'fail',
  'delete',
  'end',
  'remove',
  'scale',
  'revise',
  'node',
] as const

/** Something that happens to the pod of an ordinal, or to the set; ignored where it cannot. */
export interface Action {
  readonly type: (typeof ACTION_TYPES)[number]
  readonly ordinal: number
  /** Which of several nodes, revisions, or numbers of replicas. */
  readonly choice: number
}

export const action: fc.Arbitrary<Action> = fc.record({
  type: fc.constantFrom(...ACTION_TYPES),
  ordinal: fc.integer({ min: 0, max: 3 }),
  choice: fc.integer({ min: 0, max: 4 }),
})

/** What a scan of the store says of the workload at the end of a tick. */
interface Scan {
  readonly time: SimTime
  readonly row: Omit<TimelineRow, 'time' | 'workload'>
  readonly zonesLacking: number
}

/** What a run comes to, by whichever way it was worked out. */
interface Outcome {
  /** How things stood at the end of each tick. */
  readonly rows: readonly TimelineRow[]
  readonly readyPodTimeLost: number
  readonly timeBelowQuorum: number | undefined
  readonly timeUnavailableInTwoZones: number
  readonly minimumReady: number
  readonly maximumUnavailable: number
  readonly podsCreated: number
  readonly podsExisting: number
  readonly podsGone: number
  /** By uid, where not 0: all parts of the pod's life together, and the time that it was available. */
  readonly lives: ReadonlyMap<string, number>
  readonly served: ReadonlyMap<string, number>
  /** No part of a life is negative. */
  readonly shortestPart: number
}

/** Plays actions on a cluster, and works everything out from the whole store at every tick. */
export class ScannedCluster {
  readonly #cluster = new StagedCluster()
  readonly #set: StatefulSet
  readonly #scans: Scan[] = []
  /** The zone of the latest pod that was bound, by ordinal. */
  readonly #zones = new Map<number, string>()
  /** How long each pod was seen, and seen available, by uid. */
  readonly #lives = new Map<string, number>()
  readonly #served = new Map<string, number>()
  #replicas = 3
  #revision = ''
  #createdCount = 0

  constructor() {
    for (const { name, zone } of NODES) this.#cluster.node(name, zone)
    this.#cluster.recorder.startCounting()
    this.#set = this.#cluster.statefulSet('web', { minReadySeconds: MIN_READY_SECONDS })
    this.#revise('web-1')
  }

  play(tick: number, actions: readonly Action[]): void {
    this.#cluster.at((tick * TICK) / 1_000_000)
    for (const one of actions) this.#act(one)
    this.#scans.push(this.#scan())
  }

  /** Ends the run after so many ticks: what the recorder made of it, and what the scans did. */
  finish(ticks: number): { readonly recorded: Outcome; readonly scanned: Outcome } {
    const recorder = this.#cluster.finishAt((ticks * TICK) / 1_000_000)
    return { recorded: this.#outcomeOf(recorder), scanned: this.#outcomeOfScans() }
  }

  #outcomeOf({ timeline, rollouts, pods, podCounts }: RunRecorder): Outcome {
    const measures = rollouts[0]?.measures
    assert(measures !== undefined, 'the set was made during the run')
    return {
      rows: this.#scans.map(({ time }) => ({
        ...timeline.findLast((row) => row.time <= time)!,
        time,
      })),
      readyPodTimeLost: measures.readyPodTimeLost,
      timeBelowQuorum: measures.timeBelowQuorum,
      timeUnavailableInTwoZones: measures.timeUnavailableInTwoZones,
      minimumReady: measures.minimumReady,
      maximumUnavailable: measures.maximumUnavailable,
      podsCreated: podCounts.created,
      podsExisting: podCounts.existing,
      podsGone: pods.filter(({ at }) => at.gone !== undefined).length,
      lives: timesOf(pods, ({ spent }) =>
        Object.values(spent).reduce((sum, part) => sum + part, 0),
      ),
      served: timesOf(pods, ({ spent }) => spent.serve),
      shortestPart: Math.min(0, ...pods.flatMap(({ spent }) => Object.values(spent))),
    }
  }

  #outcomeOfScans(): Outcome {
    const rows = this.#scans.map(({ row }) => row)
    const existing = rows.at(-1)?.created ?? 0
    return {
      rows: this.#scans.map(({ time, row }) => ({ time, workload: 'statefulset/web', ...row })),
      readyPodTimeLost: this.#integral(({ row }) => Math.max(0, row.desired - row.ready)),
      timeBelowQuorum: this.#integral(({ row }) => (isBelowQuorum(row) ? 1 : 0)),
      timeUnavailableInTwoZones: this.#integral(({ zonesLacking }) => (zonesLacking >= 2 ? 1 : 0)),
      minimumReady: Math.min(...rows.map(({ ready }) => ready)),
      maximumUnavailable: Math.max(...rows.map(({ unavailable }) => unavailable)),
      podsCreated: this.#createdCount,
      podsExisting: existing,
      podsGone: this.#createdCount - existing,
      lives: this.#lives,
      served: this.#served,
      shortestPart: 0,
    }
  }

  #act({ type, ordinal, choice }: Action): void {
    const cluster = this.#cluster
    const name = `web-${ordinal}`
    const pod = cluster.server.get('pods', 'default', name)
    const node = NODES[choice % NODES.length] ?? NODES[0]
    switch (type) {
      case 'create':
        if (pod !== undefined) return
        cluster.pod(this.#set, ordinal, choice < 2 ? 'web-0' : this.#revision)
        this.#createdCount++
        return
      case 'scale':
        this.#replicas = choice
        cluster.changeStatefulSet('web', { replicas: choice })
        return
      case 'revise':
        this.#revise(`web-${choice}`)
        return
      case 'node':
        cluster.setNodeReady(node.name, choice < 3)
        return
    }
    if (pod === undefined) return
    const isStopped = isTerminating(pod) || isTerminal(pod)
    if (type === 'delete') cluster.delete(name, 'user')
    if (type === 'end' && isTerminating(pod)) cluster.end(name)
    if (type === 'remove' && isTerminating(pod)) cluster.remove(name)
    if (isStopped) return
    if (type === 'bind' && !isBound(pod)) {
      cluster.bind(name, node.name)
      this.#zones.set(ordinal, node.zone)
    }
    if (!isBound(pod)) return
    if (type === 'accept' && pod.phase === 'Pending') cluster.accept(name)
    if (type === 'sandbox' && pod.phase === 'Pending') cluster.sandbox(name)
    if (type === 'run') cluster.run(name, false)
    if (type === 'ready') cluster.run(name, true)
    if (type === 'unready' && pod.phase === 'Running') cluster.run(name, false)
    if (type === 'fail') cluster.fail(name)
  }

  /** The status never says that the newest spec was observed, so that the rollout goes on. */
  #revise(revision: string): void {
    this.#revision = revision
    this.#cluster.statefulSetStatus('web', { updateRevision: revision, observedGeneration: 0 })
  }

  #scan(): Scan {
    const { server, now } = this.#cluster
    const pods = [...server.list('pods').values()]
    const listed = pods.filter((pod) => !isTerminating(pod))
    const ready = listed.filter(isRunningAndReady)
    const available = ready.filter((pod) => isAvailable(pod, now))
    for (const pod of pods) addTick(this.#lives, pod)
    for (const pod of available) addTick(this.#served, pod)
    const lacking = [...this.#zones].filter(
      ([ordinal, zone]) =>
        ordinal < this.#replicas &&
        zone !== '' &&
        !available.some((pod) => ordinalOf(pod.identity.name) === ordinal),
    )
    return {
      time: now,
      row: {
        desired: this.#replicas,
        created: pods.length,
        scheduled: pods.filter(isBound).length,
        running: pods.filter(({ phase }) => phase === 'Running').length,
        ready: ready.length,
        available: available.length,
        unavailable: Math.max(0, this.#replicas - available.length),
        updated: listed.filter(({ metadata }) => metadata.revision === this.#revision).length,
        terminating: pods.length - listed.length,
        nodesReady: [...server.list('nodes').values()].filter(
          ({ status }) => status.conditions[0]?.status === 'True',
        ).length,
      },
      zonesLacking: new Set(lacking.map(([, zone]) => zone)).size,
    }
  }

  #integral(value: (scan: Scan) => number): number {
    return this.#scans.reduce((sum, scan) => sum + value(scan) * TICK, 0)
  }
}

/** By uid, for those that have any. */
function timesOf(
  pods: readonly PodRow[],
  timeOf: (row: PodRow) => number,
): ReadonlyMap<string, number> {
  return new Map(
    pods.map((row) => [row.uid, timeOf(row)] as const).filter(([, time]) => time !== 0),
  )
}

function addTick(times: Map<string, number>, { identity }: Pod): void {
  times.set(identity.uid, (times.get(identity.uid) ?? 0) + TICK)
}

function isBelowQuorum({ desired, ready }: Scan['row']): boolean {
  return desired > 0 && ready < Math.floor(desired / 2) + 1
}

function isAvailable(pod: Pod, now: SimTime): boolean {
  return fromApiTime(pod.readyTransitionTime) + MIN_READY_SECONDS * 1_000_000 <= now
}
