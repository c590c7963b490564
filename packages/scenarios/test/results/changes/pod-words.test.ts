import {
  type ApiTime,
  type ContainerState,
  type ContainerStatus,
  NO_VOLUMES,
  Pod,
  PodMetadata,
  UNSET,
  behaviours,
  conditionsOf,
  podSpecification,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { podWords } from '../../../src/results/changes/pod-words.ts'

const SPECIFICATION = podSpecification({
  initContainers: [{ name: 'setup' }, { name: 'proxy', restartPolicy: 'Always' }],
  containers: [{ name: 'app' }, { name: 'log' }],
})
const RUNNING: ContainerState = { type: 'running' }
const COMPLETED = ended(0, 'Completed')
const STARTED = [container('setup', COMPLETED), container('proxy', RUNNING, true)]

describe('podWords', () => {
  it.each([
    { words: '0/3 Pending', pod: {} },
    { words: '0/3 Evicted', pod: { phase: 'Failed', reason: 'Evicted' } },
    { words: '0/3 Init:0/2', pod: { init: [container('setup', RUNNING)] } },
    { words: '0/3 Init:0/2', pod: { init: [container('setup', waiting('PodInitializing'))] } },
    {
      words: '0/3 Init:ErrImagePull',
      pod: { init: [container('setup', waiting('ErrImagePull'))] },
    },
    { words: '0/3 Init:Error', pod: { init: [container('setup', ended(1, 'Error'))] } },
    { words: '0/3 Init:ExitCode:7', pod: { init: [container('setup', ended(7, ''))] } },
    {
      words: '0/3 Init:1/2',
      pod: {
        init: [container('setup', COMPLETED), container('proxy', waiting('PodInitializing'))],
      },
    },
    {
      words: '1/3 PodInitializing',
      pod: { init: STARTED, main: mains(waiting('PodInitializing'), waiting('PodInitializing')) },
    },
    {
      words: '2/3 Running',
      pod: {
        phase: 'Running',
        init: STARTED,
        main: [container('app', RUNNING, true), container('log', RUNNING)],
      },
    },
    {
      words: '1/3 CrashLoopBackOff',
      pod: {
        phase: 'Running',
        init: STARTED,
        main: mains(waiting('CrashLoopBackOff'), ended(1, 'Error')),
      },
    },
    {
      words: '1/3 Error',
      pod: { phase: 'Running', init: STARTED, main: mains(RUNNING, ended(1, 'Error')) },
    },
    {
      words: '1/3 Signal:9',
      pod: { phase: 'Running', init: STARTED, main: mains(ended(137, '', 9), RUNNING) },
    },
    {
      words: '1/3 Terminating',
      pod: { phase: 'Running', init: STARTED, main: mains(RUNNING, RUNNING), deleted: true },
    },
    {
      words: '1/3 Completed',
      pod: { phase: 'Succeeded', init: STARTED, main: mains(COMPLETED, COMPLETED), deleted: true },
    },
    {
      words: '1/3 Unknown',
      pod: {
        phase: 'Running',
        reason: 'NodeLost',
        init: STARTED,
        main: mains(RUNNING, RUNNING),
        deleted: true,
      },
    },
  ] as const)('$words', ({ words, pod }) => {
    const { ready, status } = podWords(aPod(pod), behaviours('1.37'))

    expect(`${ready} ${status}`).toBe(words)
  })

  it.each([
    { release: '1.34', log: COMPLETED, ready: 'True', status: 'Running' },
    { release: '1.34', log: COMPLETED, ready: 'False', status: 'NotReady' },
    { release: '1.34', log: ended(1, 'Error'), ready: 'False', status: 'NotReady' },
    { release: '1.35.0', log: ended(1, 'Error'), ready: 'False', status: 'Error' },
  ] as const)(
    '$status in $release beside a completed container',
    ({ release, log, ready, status }) => {
      const main = [
        container('app', COMPLETED),
        container('web', RUNNING, true),
        container('log', log),
      ]

      expect(podWords(aPod({ phase: 'Running', main, ready }), behaviours(release)).status).toBe(
        status,
      )
    },
  )

  it('says Terminating of a finished pod in releases that did', () => {
    const pod = aPod({ phase: 'Succeeded', main: mains(COMPLETED, COMPLETED), deleted: true })

    expect(podWords(pod, behaviours('1.13')).status).toBe('Terminating')
  })
})

interface PodFields {
  readonly phase?: Pod['phase']
  readonly reason?: string
  readonly ready?: Pod['ready']
  readonly init?: readonly ContainerStatus[]
  readonly main?: readonly ContainerStatus[]
  readonly deleted?: boolean
}

function aPod({
  phase = 'Pending',
  reason = '',
  ready = '',
  init = [],
  main = [],
  deleted,
}: PodFields): Pod {
  const identity = {
    number: 0,
    namespace: 'default',
    name: 'web-0',
    uid: '',
    generateName: '',
    creationTimestamp: 0 as ApiTime,
    pinnedNode: '',
  }
  const pod = new Pod(identity, new PodMetadata({}), SPECIFICATION, NO_VOLUMES, { init, main })
  pod.phase = phase
  pod.reason = reason
  pod.ready = ready
  pod.conditions = conditionsOf(phase === 'Pending' ? 'creating' : 'running')
  pod.deletionTimestamp = deleted === true ? (1 as ApiTime) : UNSET
  return pod
}

function mains(app: ContainerState, log: ContainerState): readonly ContainerStatus[] {
  return [container('app', app), container('log', log)]
}

function container(name: string, state: ContainerState, ready = false): ContainerStatus {
  const started = state.type === 'running'
  return { name, state, ready, started, restartCount: 0, lastTerminationTime: UNSET }
}

function waiting(reason: string): ContainerState {
  return { type: 'waiting', reason }
}

function ended(exitCode: number, reason: string, signal = 0): ContainerState {
  return { type: 'terminated', exitCode, reason, signal }
}
