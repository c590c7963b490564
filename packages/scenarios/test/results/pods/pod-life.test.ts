import { describe, expect, it } from 'vitest'
import { writeTable } from '../../../src/results/csv/write-table.ts'
import { POD_COLUMNS } from '../../../src/results/pods/pod-columns.ts'
import { type PodRow, podFields } from '../../../src/results/pods/pod-row.ts'
import { BEHAVIOURS, StagedCluster } from '../staged-cluster.ts'

describe('the row of a pod', () => {
  it('splits its life into what it waited for, from its creation until it was gone', () => {
    const [row] = liveFully(new StagedCluster()).pods

    expect(secondsOf(row?.at)).toEqual({
      created: 1,
      scheduled: 2,
      accepted: 4,
      sandboxed: 7,
      running: 11,
      ready: 16,
      available: 20,
      deleted: 40,
      ended: 43,
      gone: 44,
    })
    expect(spentOn(row)).toEqual({
      queue: 1,
      kubelet: 2,
      volumes: 3,
      start: 4,
      ready: 5,
      minReady: 4,
      serve: 16,
      recover: 4,
      terminate: 3,
      remove: 1,
    })
  })

  it('counts waiting for the sandbox to the start where no kubelet reports it', () => {
    const behaviours = { ...BEHAVIOURS, sandboxReadyWrite: false }

    const [row] = liveFully(new StagedCluster({ behaviours })).pods

    expect(secondsOf(row?.spent)).toMatchObject({ kubelet: 2, volumes: 0, start: 7, ready: 5 })
    expect(row?.at.sandboxed).toBeUndefined()
  })

  it('says where it was, what it was, and why it ended', () => {
    const [row] = liveFully(new StagedCluster()).pods

    expect(row).toMatchObject({
      workload: 'statefulset/web',
      namespace: 'default',
      pod: 'web-0',
      ordinal: 0,
      node: 'n1',
      zone: 'a',
      revision: 'web-1',
      restarts: 0,
      ending: 'user',
      endedBy: 'user',
    })
  })

  it('of a pod that failed has the time that it lay dead', () => {
    const cluster = new StagedCluster()
    cluster.recorder.startCounting()
    const set = cluster.statefulSet('web')
    const pod = cluster.readyPod(set, 0, 'web-1', 'n1')
    cluster.at(5).fail(pod)
    cluster.at(7).remove(pod, 'statefulset-controller')
    const [row] = cluster.finishAt(10).pods

    expect(secondsOf(row?.spent)).toMatchObject({ serve: 5, dead: 2, terminate: 0, remove: 0 })
    expect(row?.ending).toBe('failed')
  })

  it('of a pod that existed before the run leaves out what nobody knows', () => {
    const cluster = new StagedCluster()
    const set = cluster.statefulSet('web')
    const pod = cluster.readyPod(set, 0, 'web-1', 'n1')
    cluster.recorder.startCounting()
    cluster.at(30).delete(pod, 'user')
    cluster.at(33).remove(pod)
    const recorder = cluster.finishAt(40)

    const [row] = recorder.pods
    expect(secondsOf(row?.at)).toMatchObject({
      created: 0,
      ready: -Infinity,
      deleted: 30,
      gone: 33,
    })
    expect(secondsOf(row?.spent)).toMatchObject({ queue: 0, ready: 0, serve: 30, terminate: 3 })
    expect(writeTable(POD_COLUMNS, recorder.pods.map(podFields)).split('\n')[1]).toMatch(
      /^statefulset\/web,default,web-0,[-0-9a-f]+,0,n1,,web-1,0,,,,,,,,30,,33,(?:0,){15}30,(?:0,){4}3,0,33,0,user,user$/,
    )
  })

  it('counts from when results begin to count', () => {
    const cluster = new StagedCluster()
    const set = cluster.statefulSet('web', { minReadySeconds: 40 })
    const lost = cluster.readyPod(set, 1, 'web-1', 'n1')
    cluster.at(10).readyPod(set, 0, 'web-1', 'n1')
    cluster.at(20).delete(lost, 'user')
    cluster.at(25).remove(lost)
    cluster.at(30).recorder.startCounting()
    cluster.at(60).delete('web-0', 'user')
    cluster.at(61).remove('web-0')
    const { pods, podCounts } = cluster.finishAt(70)

    expect(podCounts).toEqual({ created: 1, existing: 0 })
    expect(pods.map(({ pod }) => pod)).toEqual(['web-0'])
    expect(secondsOf(pods[0]?.at)).toMatchObject({
      created: -20,
      ready: -Infinity,
      available: 20,
      gone: 31,
    })
    expect(secondsOf(pods[0]?.spent)).toMatchObject({ minReady: 20, serve: 10, terminate: 1 })
  })

  it('of a pod that is still there at the end runs until the end', () => {
    const cluster = new StagedCluster()
    cluster.recorder.startCounting()
    cluster.at(2).pod(cluster.statefulSet('web'), 0, 'web-1')
    const [row] = cluster.finishAt(9).pods

    expect(secondsOf(row?.spent)).toMatchObject({ queue: 7, serve: 0 })
    expect(row?.ending).toBeUndefined()
  })

  it('is streamed in the bytes of the table that it would be kept in', () => {
    const chunks: Uint8Array[] = []
    liveFully(new StagedCluster({ pods: (chunk) => chunks.push(chunk) }))
    const { pods } = liveFully(new StagedCluster())

    expect(Buffer.concat(chunks).toString()).toBe(writeTable(POD_COLUMNS, pods.map(podFields)))
  })
})

describe('why a pod ended', () => {
  it.each([
    { ending: 'rollout', ordinal: 0, revision: 'web-0', by: 'statefulset-controller' },
    { ending: 'scaleDown', ordinal: 3, revision: 'web-1', by: 'statefulset-controller' },
    { ending: 'unwanted', ordinal: 0, revision: 'web-1', by: 'statefulset-controller' },
    { ending: 'preempted', ordinal: 0, revision: 'web-1', by: 'scheduler' },
    { ending: 'nodeLost', ordinal: 0, revision: 'web-1', by: 'taint-eviction-controller' },
    { ending: 'ownerDeleted', ordinal: 0, revision: 'web-1', by: 'garbage-collector' },
    { ending: 'other', ordinal: 0, revision: 'web-1', by: 'my-operator' },
  ])('$ending: $by deletes ordinal $ordinal of $revision', ({ ending, ordinal, revision, by }) => {
    const cluster = new StagedCluster()
    const set = cluster.statefulSet('web', { replicas: 3 })
    cluster.statefulSetStatus('web', { updateRevision: 'web-1' })
    const pod = cluster.readyPod(set, ordinal, revision, 'n1')
    cluster.at(1).delete(pod, by)
    const [row] = cluster.finishAt(2).pods

    expect(row?.ending).toBe(ending)
  })

  it('is what its own status says, before who deleted it', () => {
    const cluster = new StagedCluster()
    cluster.recorder.startCounting()
    const pod = cluster.readyPod(cluster.statefulSet('web'), 0, 'web-1', 'n1')
    cluster.at(1).fail(pod, 'Evicted')
    cluster.at(2).remove(pod, 'pod-garbage-collector')
    const [row] = cluster.finishAt(3).pods

    expect(row?.ending).toBe('evicted')
  })

  it('of a daemon pod is told by the rule of its controller', () => {
    const cluster = new StagedCluster()
    const set = cluster.daemonSet('agent')
    cluster.revision('agent', 'new', 1)
    for (const node of ['n1', 'n2']) cluster.readyPod(set, node, 'old', node)
    cluster
      .at(1)
      .delete('agent-n1', 'daemonset-controller', 'outdated, within maxUnavailable (DS-R6)')
    cluster.delete(
      'agent-n2',
      'daemonset-controller',
      'the node may not keep a pod of the set (DS-M4)',
    )
    const { pods } = cluster.finishAt(2)

    expect(pods.map(({ ending }) => ending)).toEqual(['rollout', 'unwanted'])
  })
})

/** A pod that comes by every stage, and for a moment is not ready in between. */
function liveFully(cluster: StagedCluster) {
  cluster.node('n1', 'a')
  cluster.recorder.startCounting()
  const set = cluster.statefulSet('web', { minReadySeconds: 4 })
  cluster.at(1)
  const pod = cluster.pod(set, 0, 'web-1')
  cluster.at(2).bind(pod, 'n1')
  cluster.at(4).accept(pod)
  cluster.at(7).sandbox(pod)
  cluster.at(11).run(pod)
  cluster.at(16).run(pod, true)
  cluster.at(30).run(pod, false)
  cluster.at(30).run(pod, true)
  cluster.at(40).delete(pod, 'user')
  cluster.at(43).end(pod)
  cluster.at(44).remove(pod)
  return cluster.finishAt(50)
}

/** What a pod spent any time with, in seconds. */
function spentOn(row: PodRow | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(secondsOf(row?.spent)).filter(([, time]) => time > 0))
}

function secondsOf(times: PodRow['at'] | PodRow['spent'] = {}): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time / 1e6]))
}
