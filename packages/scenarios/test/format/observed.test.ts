import { describe, expect, it } from 'vitest'
import { readObservedPods } from '../../src/format/manifests/observed.ts'
import { errorsOf } from './errors-of.ts'

interface PodTimes {
  readonly scheduled: number
  readonly sandboxReady?: number
  readonly initialized?: number
  readonly started?: number
  readonly ready?: number
  readonly restartCount?: number
  readonly phase?: string
  readonly owner?: object
  readonly deletionTimestamp?: string
}

const KAFKA = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  name: 'kafka',
  uid: 'u',
  controller: true,
}

function at(second: number): string {
  return `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`
}

function condition(type: string, second: number | undefined): object[] {
  if (second === undefined) return []
  return [{ type, status: 'True', lastTransitionTime: at(second) }]
}

/** A pod as kubectl prints it, its instants in seconds. */
function pod(name: string, times: PodTimes): object {
  const { scheduled, sandboxReady, initialized, started, ready } = times
  const state = started === undefined ? { waiting: {} } : { running: { startedAt: at(started) } }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      ownerReferences: [times.owner ?? KAFKA],
      ...(times.deletionTimestamp === undefined
        ? {}
        : { deletionTimestamp: times.deletionTimestamp }),
    },
    spec: { containers: [{ name: 'kafka', env: [{ name: 'PASSWORD', value: 'hunter2' }] }] },
    status: {
      phase: times.phase ?? 'Running',
      conditions: [
        ...condition('PodScheduled', scheduled),
        ...condition('PodReadyToStartContainers', sandboxReady),
        ...condition('Initialized', initialized ?? scheduled),
        ...condition('Ready', ready),
      ],
      containerStatuses: [{ name: 'kafka', restartCount: times.restartCount ?? 0, state }],
    },
  }
}

function observe(...pods: readonly object[]): ReturnType<typeof readObservedPods> {
  return readObservedPods(
    'pods.json',
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: pods }),
  )
}

describe('readObservedPods', () => {
  it('takes start, pull and ready times from conditions and container states', () => {
    const observed = observe(
      pod('kafka-0', { scheduled: 1, sandboxReady: 3, started: 10, ready: 40 }),
      pod('kafka-1', { scheduled: 1, sandboxReady: 2, initialized: 5, started: 6, ready: 26 }),
    )

    expect(observed).toEqual([
      {
        workload: { kind: 'StatefulSet', namespace: 'shop', name: 'kafka' },
        durations: [
          {
            latency: 'start',
            distribution: { type: 'empirical', values: [1_000_000, 2_000_000] },
            count: 2,
          },
          {
            latency: 'imagePull',
            distribution: { type: 'empirical', values: [1_000_000, 7_000_000] },
            count: 2,
          },
          {
            latency: 'applicationReady',
            distribution: { type: 'empirical', values: [20_000_000, 30_000_000] },
            count: 2,
          },
        ],
        restartedCount: 0,
        missing: [{ latency: 'termination', reason: 'pods that run have not been terminated' }],
      },
    ])
  })

  it('leaves out pods that restarted, and counts them', () => {
    const [observed] = observe(
      pod('kafka-0', { scheduled: 1, sandboxReady: 3, started: 10, ready: 40 }),
      pod('kafka-1', { scheduled: 1, sandboxReady: 3, started: 50, ready: 55, restartCount: 2 }),
    )

    expect(observed).toMatchObject({
      restartedCount: 1,
      durations: [{ count: 1 }, { count: 1 }, { count: 1 }],
    })
  })

  it('leaves out pods that do not run, are terminating or belong to others', () => {
    const times = { scheduled: 1, sandboxReady: 3, started: 10, ready: 40 }
    const [observed, ...others] = observe(
      pod('kafka-0', times),
      pod('kafka-1', { ...times, phase: 'Pending' }),
      pod('kafka-2', { ...times, deletionTimestamp: at(50) }),
      pod('web-1', { ...times, owner: { kind: 'ReplicaSet', name: 'web', controller: true } }),
    )

    expect(observed?.durations.map(({ count }) => count)).toEqual([1, 1, 1])
    expect(others).toEqual([])
  })

  it('says what older clusters and pods that are not ready cannot tell', () => {
    const [observed] = observe(pod('kafka-0', { scheduled: 1, started: 10 }))

    expect(observed?.durations).toEqual([])
    expect(observed?.missing.map(({ latency }) => latency)).toEqual([
      'termination',
      'start',
      'imagePull',
      'applicationReady',
    ])
  })

  it('takes a second that rounding turned round for none', () => {
    const [observed] = observe(
      pod('kafka-0', { scheduled: 3, sandboxReady: 2, started: 2, ready: 2 }),
    )

    expect(observed?.durations.map(({ distribution }) => distribution)).toEqual([
      { type: 'empirical', values: [0] },
      { type: 'empirical', values: [0] },
      { type: 'empirical', values: [0] },
    ])
  })

  it('refuses an input without such pods', () => {
    expect(errorsOf(() => observe())).toEqual([
      'pods.json: expected running pods of a StatefulSet or DaemonSet, got none',
    ])
  })
})
