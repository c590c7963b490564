import { describe, expect, it } from 'vitest'
import type { Rollout } from '../../../src/results/rollouts/rollout.ts'
import type { RunRecorder } from '../../../src/results/run-recorder.ts'
import { StagedCluster } from '../staged-cluster.ts'

describe('a rollout', () => {
  it('of a new set lasts from its creation until kubectl rollout status would say done', () => {
    const cluster = counting(new StagedCluster())
    const set = cluster.at(1).statefulSet('web', { replicas: 1 })
    cluster.at(4).readyPod(set, 0, 'web-1', 'n1')
    done(cluster.at(5), 1, 'web-1')

    expect(cluster.finishAt(9).rollouts.map(brief)).toEqual(['create of web-1: 1 to 5, done'])
  })

  it('begins with a new template and ends with the old one if that is asked for before', () => {
    const cluster = settled(1)
    cluster.at(10).changeStatefulSet('web', { template: { image: 'b' } })
    cluster.at(12).changeStatefulSet('web', { template: { image: 'a' } })
    done(cluster.at(13), 1, 'web-1')

    expect(cluster.finishAt(20).rollouts.map(brief)).toEqual([
      'update of web-1: 10 to 12, superseded',
      'update of web-1: 12 to 13, done',
    ])
  })

  it.each([
    { title: 'another template', spec: { template: { image: 'b' } }, kind: 'update' },
    { title: 'other replicas', spec: { replicas: 5 }, kind: 'scale' },
    {
      title: 'another template and other replicas',
      spec: { template: { image: 'b' }, replicas: 5 },
      kind: 'update',
    },
    { title: 'a lower partition', spec: { updateStrategy: partitioned(1) }, kind: 'update' },
    { title: 'a higher partition', spec: { updateStrategy: partitioned(3) }, kind: undefined },
    { title: 'OnDelete', spec: { updateStrategy: { type: 'OnDelete' } }, kind: undefined },
    { title: 'another history limit', spec: { revisionHistoryLimit: 3 }, kind: undefined },
  ])('asked for by $title is $kind', ({ spec, kind }) => {
    const cluster = settled(2, { updateStrategy: partitioned(2) })
    cluster.at(10).changeStatefulSet('web', spec)

    expect(cluster.finishAt(20).rollouts.map((rollout) => rollout.kind)).toEqual(
      kind === undefined ? [] : [kind],
    )
  })

  it('is asked for by RollingUpdate in the place of OnDelete', () => {
    const cluster = settled(1, { updateStrategy: { type: 'OnDelete' } })
    cluster.at(10).changeStatefulSet('web', { updateStrategy: partitioned(0) })

    expect(cluster.finishAt(20).rollouts.map(({ kind }) => kind)).toEqual(['update'])
  })

  it('takes in a change of the replicas while it is under way', () => {
    const cluster = settled(1)
    cluster.at(10).changeStatefulSet('web', { template: { image: 'b' } })
    cluster.at(11).changeStatefulSet('web', { replicas: 2 })
    cluster.at(12).statefulSetStatus('web', { readyReplicas: 1, updatedReplicas: 1 })
    done(cluster.at(15), 2, 'web-2')

    expect(cluster.finishAt(20).rollouts.map(brief)).toEqual(['update of web-2: 10 to 15, done'])
  })

  it('to fewer replicas ends when the surplus pods are gone', () => {
    const cluster = settled(2)
    cluster.at(10).changeStatefulSet('web', { replicas: 1 })
    cluster.at(11).statefulSetStatus('web', { replicas: 2, readyReplicas: 2, updatedReplicas: 2 })
    cluster.at(14).statefulSetStatus('web', { replicas: 1, readyReplicas: 1, updatedReplicas: 1 })

    expect(cluster.finishAt(20).rollouts.map(brief)).toEqual(['scale of web-1: 10 to 14, done'])
  })

  it('under OnDelete ends when all pods are of the update revision and available', () => {
    const cluster = settled(1, { updateStrategy: { type: 'OnDelete' } })
    cluster.at(10).changeStatefulSet('web', { template: { image: 'b' } })
    const status = { readyReplicas: 1, updatedReplicas: 0, availableReplicas: 1 }
    cluster.at(11).statefulSetStatus('web', status)
    cluster.at(12).statefulSetStatus('web', { updatedReplicas: 1, availableReplicas: 0 })
    cluster.at(13).statefulSetStatus('web', { availableReplicas: 1 })

    expect(cluster.finishAt(20).rollouts.map(brief)).toEqual(['update of web-1: 10 to 13, done'])
  })

  it('of a DaemonSet ends when its status says so, at the newest revision', () => {
    const cluster = counting(new StagedCluster())
    cluster.daemonSet('agent')
    cluster.at(1).revision('agent', 'abc', 1)
    cluster.at(2).daemonSetStatus('agent', { desiredNumberScheduled: 1 })
    const updated = { updatedNumberScheduled: 1, numberAvailable: 1 }
    cluster.at(7).daemonSetStatus('agent', updated)

    expect(cluster.finishAt(9).rollouts.map(brief)).toEqual(['create of abc: 0 to 7, done'])
  })

  it('ends with its set', () => {
    const cluster = counting(new StagedCluster())
    cluster.statefulSet('web')
    cluster.at(3).server.delete('statefulsets', 'default', 'web', {}, { by: 'user', why: '' })

    expect(cluster.finishAt(9).rollouts.map(brief)).toEqual(['create of : 0 to 3, deleted'])
  })

  it('of a set that is made again under its name is another one', () => {
    const cluster = settled(1)
    cluster.at(10).server.delete('statefulsets', 'default', 'web', {}, { by: 'user', why: '' })
    cluster.at(11).statefulSet('web', { replicas: 0 })
    done(cluster.at(12), 0, 'web-9')

    expect(cluster.finishAt(20).rollouts.map(brief)).toEqual(['create of web-9: 11 to 12, done'])
  })

  it('that the end of the run cuts off says which pods wait, and who waits for what', () => {
    const explain = () => [{ who: 'pod/web-1', forWhat: 'a node that fits' }]
    const cluster = counting(new StagedCluster({ explain }))
    const set = cluster.statefulSet('web', { replicas: 2 })
    cluster.readyPod(set, 0, 'web-1', 'n1')
    cluster.at(2).pod(set, 1, 'web-1')
    const [rollout] = cluster.finishAt(60).rollouts

    expect(rollout?.end).toEqual({ type: 'unfinished', time: 60e6 })
    expect(rollout?.measures.rolloutDuration).toBeUndefined()
    expect(rollout?.stillWaiting).toEqual([
      { pod: 'web-1', node: '', part: 'queue', since: 2e6, duration: 58e6 },
    ])
    expect(rollout?.explanation).toEqual(explain())
  })
})

describe('what a rollout costs', () => {
  it('is summed up from its start to its end', () => {
    const { measures } = lastOf(update())

    expect(measures).toMatchObject({
      rolloutDuration: 14e6,
      // web-1 is away from 10 to 15, web-0 from 16 to 24.
      readyPodTimeLost: 13e6,
      minimumReady: 1,
      maximumUnavailable: 1,
      timeBelowQuorum: 13e6,
      longestPodOutage: 8e6,
      timeUnavailableInTwoZones: 0,
    })
  })

  it('has a tally of each thing that its pods went through', () => {
    const { measures } = lastOf(update())

    expect(measures.podStart.sorted).toEqual([2e6, 2e6])
    expect(measures.podTermination.sorted).toEqual([3e6, 6e6])
    expect(measures.podOutage.sorted).toEqual([5e6, 8e6])
  })

  it('names the longest waits of single pods', () => {
    const { longestWaits } = lastOf(update())

    expect(
      longestWaits.map(({ pod, part, since, duration }) => [
        pod,
        part,
        since / 1e6,
        duration / 1e6,
      ]),
    ).toEqual([
      ['web-0', 'terminate', 16, 6],
      ['web-1', 'terminate', 10, 3],
      ['web-1', 'kubelet', 13, 2],
      ['web-0', 'kubelet', 22, 2],
    ])
  })

  it('uses the quorum that is given, for the workload or for all', () => {
    const web = { kind: 'StatefulSet', name: 'web' } as const

    expect(lastOf(update({ quorum: 1 })).measures.timeBelowQuorum).toBe(0)
    expect(lastOf(update({ quorum: [{ workload: web, value: 1 }] })).measures.timeBelowQuorum).toBe(
      0,
    )
  })

  it('has no quorum for a DaemonSet unless one is given', () => {
    const cluster = counting(new StagedCluster())
    cluster.daemonSet('agent')

    expect(lastOf(cluster.finishAt(1)).measures.timeBelowQuorum).toBeUndefined()
  })

  it('counts the time in which places of two zones had no available pod', () => {
    const cluster = settled(2)
    cluster.at(10).changeStatefulSet('web', { template: { image: 'b' } })
    cluster.at(12).delete('web-0', 'user')
    cluster.at(13).delete('web-1', 'user')
    cluster.at(17).remove('web-0')
    cluster.at(18)
    cluster.readyPod(setOf(cluster), 0, 'web-2', 'n0')

    expect(lastOf(cluster.finishAt(30)).measures.timeUnavailableInTwoZones).toBe(5e6)
  })

  it('does not count a place as out that is no longer wanted', () => {
    const cluster = settled(2)
    cluster.at(10).changeStatefulSet('web', { replicas: 1 })
    cluster.at(11).delete('web-1', 'statefulset-controller')
    cluster.at(15).remove('web-1')

    const { measures } = lastOf(cluster.finishAt(100))
    expect(measures.podOutage.count).toBe(0)
    expect(measures.readyPodTimeLost).toBe(0)
  })

  it('counts what has not ended, when it is cut off, as what it took at least', () => {
    const cluster = settled(2)
    cluster.at(10).changeStatefulSet('web', { template: { image: 'b' } })
    cluster.at(12).delete('web-1', 'statefulset-controller')
    cluster.at(13).remove('web-1')
    cluster.pod(setOf(cluster), 1, 'web-2')
    cluster.at(15).delete('web-0', 'user')

    const { measures } = lastOf(cluster.finishAt(40))
    expect(measures.podOutage.sorted).toEqual([25e6, 28e6])
    expect(measures.podStart.sorted).toEqual([27e6])
    expect(measures.podTermination.sorted).toEqual([1e6, 25e6])
  })

  it('lets a surge pod cover for the one that it replaces', () => {
    const cluster = new StagedCluster()
    const set = cluster.daemonSet('agent')
    const old = cluster.readyPod(set, 'n1', 'a', 'n1')
    counting(cluster)
    cluster.at(1).server.update(
      {
        ...cluster.stored('daemonsets', 'agent'),
        spec: { ...set.spec, template: { image: 'b' } },
      },
      { by: 'user', why: '' },
    )
    cluster.at(2).readyPod(set, 'n1', 'b', 'n1', 'agent-surge')
    cluster.at(3).delete(old, 'daemonset-controller')
    cluster.at(4).remove(old)

    const { measures } = lastOf(cluster.finishAt(9))
    expect(measures.podOutage.count).toBe(0)
    expect(measures.minimumReady).toBe(1)
  })
})

type Options = ConstructorParameters<typeof StagedCluster>[0]

/** A set of that many ready pods, one a zone, that was there before the run. */
function settled(replicas: number, spec = {}, options: Options = {}): StagedCluster {
  const cluster = new StagedCluster(options)
  for (let node = 0; node < replicas; node++) cluster.node(`n${node}`, `zone-${node}`)
  const set = cluster.statefulSet('web', { replicas, ...spec })
  for (let ordinal = 0; ordinal < replicas; ordinal++) {
    cluster.readyPod(set, ordinal, 'web-1', `n${ordinal}`)
  }
  done(cluster, replicas, 'web-1')
  return counting(cluster)
}

/** Two pods are replaced, one after the other. */
function update(options: Options = {}): RunRecorder {
  const cluster = settled(2, {}, options)
  cluster.at(10).changeStatefulSet('web', { template: { image: 'b' } })
  cluster.delete('web-1', 'statefulset-controller')
  cluster.at(13).remove('web-1')
  cluster.pod(setOf(cluster), 1, 'web-2')
  cluster.bind('web-1', 'n1')
  cluster.at(15).run('web-1', true)
  cluster.at(16).delete('web-0', 'statefulset-controller')
  cluster.at(22).remove('web-0')
  cluster.pod(setOf(cluster), 0, 'web-2')
  cluster.bind('web-0', 'n0')
  cluster.at(24).run('web-0', true)
  done(cluster, 2, 'web-2')
  return cluster.finishAt(60)
}

function counting(cluster: StagedCluster): StagedCluster {
  cluster.recorder.startCounting()
  return cluster
}

/** The controller writes that all replicas are there, ready and new. */
function done(cluster: StagedCluster, count: number, revision: string): void {
  cluster.statefulSetStatus('web', {
    replicas: count,
    readyReplicas: count,
    availableReplicas: count,
    updatedReplicas: count,
    updateRevision: revision,
  })
}

function partitioned(partition: number) {
  return { type: 'RollingUpdate', rollingUpdate: { partition } }
}

function setOf(cluster: StagedCluster) {
  return cluster.stored('statefulsets', 'web')
}

function lastOf({ rollouts }: RunRecorder): Rollout {
  return rollouts.at(-1)!
}

function brief({ kind, revision, start, end }: Rollout): string {
  return `${kind} of ${revision}: ${start / 1e6} to ${end.time / 1e6}, ${end.type}`
}
