import {
  type Pod,
  type SimTime,
  type StatefulSet,
  fromApiTime,
  isBound,
  isRunningAndReady,
  isTerminal,
  isTerminating,
  ordinalOf,
} from '@seatrial/core'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { TimelineRow } from '../../src/results/timeline/timeline-row.ts'
import { StagedCluster } from './staged-cluster.ts'

const MIN_READY_SECONDS = 2
const TICK = 500_000
const NODES = [
  { name: 'n0', zone: 'a' },
  { name: 'n1', zone: 'b' },
  { name: 'n2', zone: '' },
]

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
  readonly time: number
  readonly row: Omit<TimelineRow, 'time' | 'workload'>
  readonly zonesLacking: number
}

/** Plays actions on a cluster, and works everything out from the whole store at every tick. */
export class ScannedCluster {
  readonly #cluster = new StagedCluster()
  readonly #set: StatefulSet
  readonly #scans: Scan[] = []
  /** The zone of the latest pod that was bound, by ordinal. */
  readonly #zones = new Map<number, string>()
  readonly #spent = new Map<string, number>()
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

  check(ticks: number): void {
    const end = (ticks * TICK) / 1_000_000
    const { timeline, rollouts, pods, podCounts } = this.#cluster.finishAt(end)
    for (const { time, row } of this.#scans) {
      const {
        time: _,
        workload,
        ...last
      } = timeline.findLast((taken) => taken.time <= time) ?? NO_ROW
      expect({ time, ...last }).toEqual({ time, ...row })
      expect(workload).toBe('statefulset/web')
    }
    const { measures } = rollouts[0]!
    expect(measures.readyPodTimeLost).toBe(
      this.#integral(({ row }) => Math.max(0, row.desired - row.ready)),
    )
    expect(measures.timeBelowQuorum).toBe(
      this.#integral(({ row }) =>
        row.ready < Math.min(row.desired, Math.floor(row.desired / 2) + 1) ? 1 : 0,
      ),
    )
    expect(measures.timeUnavailableInTwoZones).toBe(
      this.#integral(({ zonesLacking }) => (zonesLacking >= 2 ? 1 : 0)),
    )
    expect(measures.minimumReady).toBe(Math.min(...this.#scans.map(({ row }) => row.ready)))
    expect(measures.maximumUnavailable).toBe(
      Math.max(...this.#scans.map(({ row }) => row.unavailable)),
    )
    expect(podCounts.created).toBe(this.#createdCount)
    expect(pods.length).toBe(this.#createdCount)
    expect(podCounts.existing).toBe(this.#scans.at(-1)?.row.created ?? 0)
    for (const pod of pods) {
      const over = pod.at.gone ?? this.#cluster.now
      const sum = Object.values(pod.spent).reduce((total, part) => total + part, 0)
      expect(sum).toBe(over - (pod.at.created ?? NaN))
      expect(Math.min(...Object.values(pod.spent))).toBeGreaterThanOrEqual(0)
      const serving = pod.spent.serve
      expect(serving).toBe(this.#spent.get(pod.uid) ?? 0)
    }
  }

  #act({ type, ordinal, choice }: Action): void {
    const cluster = this.#cluster
    const name = `web-${ordinal}`
    const pod = cluster.server.get('pods', 'default', name)
    const node = NODES[choice % NODES.length]!
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
    for (const { identity } of available) {
      this.#spent.set(identity.uid, (this.#spent.get(identity.uid) ?? 0) + TICK)
    }
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

const NO_ROW = { time: 0, workload: '' } as TimelineRow

function isAvailable(pod: Pod, now: SimTime): boolean {
  return fromApiTime(pod.readyTransitionTime) + MIN_READY_SECONDS * 1_000_000 <= now
}
