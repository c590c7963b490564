import { type KubernetesProfile, behaviours, parseTimestamp } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { summarisePod } from '../../src/kubectl/pod-summary.ts'
import { type PodWords, aPod } from './a-pod.ts'

const NOT_INITIALISED = { type: 'Initialized', status: 'False' }
const READY = { type: 'Ready', status: 'True' }
const RUNNING = { running: true, ready: true }
const COMPLETED = { exit: 0, reason: 'Completed' }
const FAILED = { exit: 3, reason: 'OOMKilled' }

function summary(words: PodWords, profile: KubernetesProfile = '1.37') {
  return summarisePod(aPod(words), behaviours(profile))
}

describe('STATUS of a pod', () => {
  const cases: readonly { title: string; pod: PodWords; status: string }[] = [
    { title: 'rule 1: the phase', pod: { phase: 'Pending', containers: [] }, status: 'Pending' },
    {
      title: 'rule 1: the reason of the whole pod goes before its phase',
      pod: { phase: 'Failed', reason: 'Evicted', containers: [] },
      status: 'Evicted',
    },
    {
      title: 'rule 2: a scheduling gate',
      pod: {
        phase: 'Pending',
        containers: [],
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
      status: 'SchedulingGated',
    },
    {
      title: 'rule 3: how many init containers have succeeded',
      pod: { init: [{ exit: 0 }, { running: true }], conditions: [NOT_INITIALISED] },
      status: 'Init:1/2',
    },
    {
      title: 'rule 3: PodInitializing is no reason',
      pod: { init: [{ waiting: 'PodInitializing' }] },
      status: 'Init:0/1',
    },
    {
      title: 'rule 3: an init container that waits for another reason',
      pod: { init: [{ waiting: 'ImagePullBackOff' }] },
      status: 'Init:ImagePullBackOff',
    },
    {
      title: 'rule 3: a failed init container',
      pod: { init: [{ exit: 1, reason: 'Error' }] },
      status: 'Init:Error',
    },
    {
      title: 'rule 3: a killed init container without a reason',
      pod: { init: [{ exit: 137, signal: 9 }] },
      status: 'Init:Signal:9',
    },
    {
      title: 'rule 3: a failed init container without reason and signal',
      pod: { init: [{ exit: 5 }] },
      status: 'Init:ExitCode:5',
    },
    {
      title: 'rule 3: a started restartable init container does not hold the pod up',
      pod: { init: [{ restartable: true, running: true, started: true }] },
      status: 'Running',
    },
    {
      title: 'rule 4: an initialised pod is judged by its main containers',
      pod: {
        init: [{ running: true }],
        conditions: [{ type: 'Initialized', status: 'True' }],
        containers: [{ waiting: 'CrashLoopBackOff' }],
      },
      status: 'CrashLoopBackOff',
    },
    {
      title: 'rule 4: the first container that says anything wins',
      pod: { containers: [{ running: true }, { waiting: 'ErrImagePull' }, { exit: 1 }] },
      status: 'ErrImagePull',
    },
    {
      title: 'rule 4: an exit without a reason is told by its code, also 0',
      pod: { containers: [{ exit: 0 }] },
      status: 'ExitCode:0',
    },
    {
      title: 'rule 5: Running while another container serves and the pod is Ready',
      pod: { containers: [COMPLETED, RUNNING], conditions: [READY] },
      status: 'Running',
    },
    {
      title: 'rule 5: NotReady while another container serves and the pod is not Ready',
      pod: { containers: [COMPLETED, RUNNING] },
      status: 'NotReady',
    },
    {
      title: 'rule 5: Completed when all are',
      pod: { containers: [COMPLETED] },
      status: 'Completed',
    },
    {
      title: 'rule 6: a pod that is being deleted',
      pod: { deleted: true, containers: [{ waiting: 'CrashLoopBackOff' }] },
      status: 'Terminating',
    },
    {
      title: 'rule 6: a pod on a node that the old node controller gave up',
      pod: { deleted: true, reason: 'NodeLost' },
      status: 'Unknown',
    },
  ]

  it.each(cases)('$title', ({ pod, status }) => {
    expect(summary(pod).status).toBe(status)
  })

  it('rule 5: a failed container decides since 1.35', () => {
    const pod = { containers: [COMPLETED, FAILED, RUNNING] }

    expect(summary(pod, '1.34').status).toBe('NotReady')
    expect(summary(pod, '1.35.0').status).toBe('OOMKilled')
  })

  it('rule 6: a terminal pod that is being deleted keeps its status since 1.31', () => {
    const pod = { deleted: true, phase: 'Succeeded', containers: [COMPLETED] }

    expect(summary(pod, '1.13').status).toBe('Terminating')
    expect(summary(pod, '1.33').status).toBe('Completed')
  })
})

describe('READY of a pod', () => {
  it('counts ready main containers and started, ready restartable init containers', () => {
    const { readyContainers, totalContainers } = summary({
      init: [{ exit: 0 }, { restartable: true, running: true, started: true, ready: true }],
      containers: [RUNNING, { running: true }],
    })

    expect({ readyContainers, totalContainers }).toEqual({ readyContainers: 2, totalContainers: 3 })
  })

  it('does not look at the condition of the pod', () => {
    const lost = { conditions: [{ type: 'Ready', status: 'False' }] }

    expect(summary(lost).readyContainers).toBe(1)
  })
})

describe('RESTARTS of a pod', () => {
  const EARLY = '2026-01-01T00:00:10Z'
  const LATE = '2026-01-01T00:00:20Z'

  it('sums up main and restartable init containers, with the latest end', () => {
    const { restarts } = summary({
      init: [
        { exit: 0, restarts: 7, endedBefore: LATE },
        { restartable: true, started: true, running: true, restarts: 1, endedBefore: EARLY },
      ],
      containers: [{ running: true, restarts: 2 }],
    })

    expect(restarts).toEqual({ count: 3, last: parseTimestamp(EARLY) })
  })

  it('sums up the init containers as far as they were walked while the pod initialises', () => {
    const { restarts } = summary({
      init: [
        { exit: 0, restarts: 1, endedBefore: EARLY },
        { waiting: 'CrashLoopBackOff', restarts: 4, endedBefore: LATE },
        { waiting: 'PodInitializing', restarts: 9 },
      ],
      containers: [{ waiting: 'PodInitializing', restarts: 9 }],
    })

    expect(restarts).toEqual({ count: 5, last: parseTimestamp(LATE) })
  })
})
