import type { JsonObject } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { rolloutStatus } from '../../src/kubectl/rollout-status.ts'

const ROLLING_UPDATE = { type: 'RollingUpdate' }
const DEFAULTED = { type: 'RollingUpdate', rollingUpdate: { partition: 0 } }

function aStatefulSet(updateStrategy: JsonObject, status: JsonObject): JsonObject {
  const observed = { observedGeneration: 2, readyReplicas: 3, updatedReplicas: 1, ...status }
  return {
    metadata: { name: 'web', generation: 2 },
    spec: { replicas: 3, updateStrategy },
    status: { currentRevision: 'web-1', updateRevision: 'web-2', currentReplicas: 2, ...observed },
  }
}

function aDaemonSet(status: JsonObject): JsonObject {
  return {
    metadata: { name: 'agent', generation: 2 },
    spec: { updateStrategy: ROLLING_UPDATE },
    status: { observedGeneration: 2, desiredNumberScheduled: 5, ...status },
  }
}

describe('rolloutStatus of a StatefulSet', () => {
  it.each([
    {
      title: 'waits until the change is observed',
      set: aStatefulSet(DEFAULTED, { observedGeneration: 1 }),
      text: 'Waiting for statefulset spec update to be observed...',
    },
    {
      title: 'waits until all pods are ready',
      set: aStatefulSet(DEFAULTED, { readyReplicas: 1 }),
      text: 'Waiting for 2 pods to be ready...',
    },
    {
      title: 'waits for the pods above the partition',
      set: aStatefulSet({ type: 'RollingUpdate', rollingUpdate: { partition: 1 } }, {}),
      text: 'Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...',
    },
    {
      title: 'waits for the revision where the strategy has no parameters',
      set: aStatefulSet(ROLLING_UPDATE, {}),
      text: 'waiting for statefulset rolling update to complete 1 pods at revision web-2...',
    },
  ])('$title', ({ set, text }) => {
    expect(rolloutStatus('StatefulSet', set)).toEqual({
      type: 'text',
      text: `${text}\n`,
      done: false,
    })
  })

  it('ends with the partitioned text also for partition 0', () => {
    expect(rolloutStatus('StatefulSet', aStatefulSet(DEFAULTED, { updatedReplicas: 3 }))).toEqual({
      type: 'text',
      text: 'partitioned roll out complete: 3 new pods have been updated...\n',
      done: true,
    })
  })

  it('ends with the revision where the strategy has no parameters', () => {
    const set = aStatefulSet(ROLLING_UPDATE, { currentRevision: 'web-2', currentReplicas: 3 })

    expect(rolloutStatus('StatefulSet', set)).toEqual({
      type: 'text',
      text: 'statefulset rolling update complete 3 pods at revision web-2...\n',
      done: true,
    })
  })

  it.each(['OnDelete', ''])('cannot follow the strategy "%s"', (type) => {
    expect(rolloutStatus('StatefulSet', aStatefulSet({ type }, {}))).toEqual({
      type: 'error',
      message: 'rollout status is only available for RollingUpdate strategy type',
    })
  })
})

describe('rolloutStatus of a DaemonSet', () => {
  it.each([
    {
      title: 'waits until the change is observed',
      set: aDaemonSet({ observedGeneration: 1 }),
      text: 'Waiting for daemon set spec update to be observed...',
      done: false,
    },
    {
      title: 'waits until all pods are updated',
      set: aDaemonSet({ updatedNumberScheduled: 2 }),
      text: 'Waiting for daemon set "agent" rollout to finish: 2 out of 5 new pods have been updated...',
      done: false,
    },
    {
      title: 'waits until they are available',
      set: aDaemonSet({ updatedNumberScheduled: 5, numberAvailable: 4 }),
      text: 'Waiting for daemon set "agent" rollout to finish: 4 of 5 updated pods are available...',
      done: false,
    },
    {
      title: 'ends',
      set: aDaemonSet({ updatedNumberScheduled: 5, numberAvailable: 5 }),
      text: 'daemon set "agent" successfully rolled out',
      done: true,
    },
  ])('$title', ({ set, text, done }) => {
    expect(rolloutStatus('DaemonSet', set)).toEqual({ type: 'text', text: `${text}\n`, done })
  })
})
