import { describe, expect, it } from 'vitest'
import { StagedCluster } from '../staged-cluster.ts'

describe('the trace digest', () => {
  it('is the same for the same changes at the same times', () => {
    expect(digestOf(replace)).toBe(digestOf(replace))
  })

  it('does not change from one version of this program to the next without a reason', () => {
    expect(digestOf(replace)).toBe('f1a681e0a20d02f8')
  })

  it.each([
    { title: 'another time', play: (cluster: StagedCluster) => replace(cluster, 5.000_001) },
    { title: 'another node', play: (cluster: StagedCluster) => replace(cluster, 5, 'n2') },
    {
      title: 'one change more',
      play: (cluster: StagedCluster) => {
        replace(cluster)
        cluster.delete('web-0', 'user')
      },
    },
    {
      title: 'another order',
      play: (cluster: StagedCluster) => {
        const set = cluster.statefulSet('web')
        cluster.node('n1', 'a')
        const pod = cluster.pod(set, 0, 'web-1')
        cluster.at(5).bind(pod, 'n1')
        cluster.run(pod, true)
        cluster.statefulSetStatus('web', { readyReplicas: 1 })
      },
    },
    {
      title: 'another status of the set',
      play: (cluster: StagedCluster) => replace(cluster, 5, 'n1', 2),
    },
  ])('tells $title', ({ play }) => {
    expect(digestOf(play)).not.toBe(digestOf(replace))
  })

  it('is of what objects say, not of which objects they are', () => {
    const shared = digestOf((cluster) => cluster.readyPod(cluster.statefulSet('web'), 0, 'r', 'n1'))

    const copied = digestOf((cluster) => {
      const set = cluster.statefulSet('web', structuredClone({ template: {}, replicas: 3 }))
      cluster.readyPod(structuredClone(set), 0, ['r'].join(''), 'n1')
    })

    expect(copied).toBe(shared)
  })
})

function replace(cluster: StagedCluster, time = 5, node = 'n1', ready = 1): void {
  cluster.node('n1', 'a')
  const set = cluster.statefulSet('web')
  const pod = cluster.pod(set, 0, 'web-1')
  cluster.at(time).bind(pod, node)
  cluster.run(pod, true)
  cluster.statefulSetStatus('web', { readyReplicas: ready })
}

function digestOf(play: (cluster: StagedCluster) => void): string {
  const cluster = new StagedCluster()
  play(cluster)
  return cluster.recorder.digest
}
