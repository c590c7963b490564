import {
  type OwnerChange,
  type Pod,
  type StatefulSet,
  behaviours,
  executeRequest,
  seconds,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { workloadLabel } from '../../../src/results/workloads/workload-name.ts'
import { StagedCluster } from '../staged-cluster.ts'

describe('whose pod a pod is', () => {
  it('is told by its controller, so that a released and adopted pod changes sides', () => {
    const cluster = new StagedCluster()
    cluster.recorder.startCounting()
    const old = cluster.statefulSet('old', { replicas: 1 })
    const young = cluster.statefulSet('new', { replicas: 1 })
    const pod = cluster.readyPod(old, 0, 'r', 'n1')
    changeOwner(cluster.at(1), pod, { type: 'release', uid: old.metadata.uid })
    changeOwner(cluster.at(2), pod, { type: 'adopt', owner: ownerOf(young) })
    const { timeline, pods } = cluster.finishAt(3)

    expect(timeline.map(({ time, workload, ready }) => [time / 1e6, workload, ready])).toEqual([
      [0, 'statefulset/old', 1],
      [0, 'statefulset/new', 0],
      [1, 'statefulset/old', 0],
      [2, 'statefulset/new', 1],
    ])
    expect(pods.map(({ workload }) => workload)).toEqual(['statefulset/new'])
  })

  it('is known also when the pod was loaded before its set', () => {
    const cluster = new StagedCluster()
    const set = new StagedCluster().statefulSet('web', { replicas: 1 })
    cluster.readyPod(set, 0, 'r', 'n1')
    cluster.server.load(set, { by: 'user', why: '' })
    cluster.recorder.startCounting()
    const { timeline } = cluster.finishAt(1)

    expect(timeline).toMatchObject([{ workload: 'statefulset/web', desired: 1, ready: 1 }])
  })

  it('is nobody’s if no set controls it: then it has a row of its own, and no workload', () => {
    const cluster = new StagedCluster()
    cluster.recorder.startCounting()
    const set = cluster.statefulSet('web', { replicas: 0 })
    const pod = cluster.pod(set, 0, 'r')
    changeOwner(cluster, pod, { type: 'release', uid: set.metadata.uid })
    const { timeline, pods } = cluster.finishAt(1)

    expect(timeline).toMatchObject([{ workload: 'statefulset/web', created: 0 }])
    expect(pods).toMatchObject([{ workload: '', pod: 'web-0', ordinal: undefined }])
  })
})

describe('availability', () => {
  it('is judged anew when minReadySeconds changes, also of pods that wait for it', () => {
    const cluster = new StagedCluster()
    cluster.recorder.startCounting()
    const set = cluster.statefulSet('web', { replicas: 2, minReadySeconds: 60 })
    cluster.readyPod(set, 0, 'r', 'n1')
    cluster.at(10).readyPod(set, 1, 'r', 'n1')
    cluster.at(20).changeStatefulSet('web', { minReadySeconds: 15 })
    cluster.at(30).changeStatefulSet('web', { minReadySeconds: 25 })
    const { timeline } = cluster.finishAt(100)

    expect(timeline.map(({ time, available }) => [time / 1e6, available]).slice(2)).toEqual([
      [20, 1],
      [25, 2],
      [30, 1],
      [35, 2],
    ])
  })

  it('begins a microsecond later in releases that ask for the second to have passed', () => {
    const cluster = new StagedCluster({ behaviours: behaviours('1.33') })
    cluster.recorder.startCounting()
    const set = cluster.statefulSet('web', { replicas: 1, minReadySeconds: 5 })
    cluster.readyPod(set, 0, 'r', 'n1')
    const { timeline } = cluster.finishAt(10)

    expect(timeline.at(-1)).toMatchObject({ time: seconds(5) + 1, available: 1 })
  })
})

describe('the name of a workload', () => {
  it('has its namespace in it unless that is the default one', () => {
    const set = { kind: 'StatefulSet', name: 'kafka' } as const

    expect(workloadLabel({ ...set, namespace: 'default' })).toBe('statefulset/kafka')
    expect(workloadLabel({ ...set, namespace: 'shop' })).toBe('statefulset/shop/kafka')
  })
})

function changeOwner({ server }: StagedCluster, name: string, owner: OwnerChange): void {
  const { uid } = (server.get('pods', 'default', name) as Pod).identity
  const target = { subresource: '', namespace: 'default', name, why: '' } as const
  executeRequest(server, { ...target, verb: 'patch', resource: 'pods', uid, owner }, 'controller')
}

function ownerOf({ kind, metadata }: StatefulSet) {
  return { apiVersion: 'apps/v1', kind, name: metadata.name, uid: metadata.uid, controller: true }
}
