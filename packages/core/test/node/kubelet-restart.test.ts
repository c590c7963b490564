import { describe, expect, it } from 'vitest'
import { seconds } from '../../src/index.ts'
import { lifeOf, nodeWorld } from './node-world.ts'

describe('a kubelet that is away for a while', () => {
  it('leaves its running pods alone', () => {
    const cluster = nodeWorld()
    cluster.addPod('web-0')
    cluster.run(20)
    const before = lifeOf(cluster, 'web-0')
    cluster.kubelets.restartKubelet('node-1', seconds(15))
    cluster.run(60)

    expect(lifeOf(cluster, 'web-0')).toEqual(before)
  })

  it('takes up new pods when it is back, and goes on with those that were starting', () => {
    const cluster = nodeWorld()
    cluster.addPod('starting')
    cluster.run(1.5)
    cluster.kubelets.restartKubelet('node-1', seconds(10))
    cluster.addPod('new')
    cluster.run(30)

    expect(lifeOf(cluster, 'starting')).toEqual([
      '0 Pending',
      '1 ContainerCreating',
      '11.5 ContainerCreating',
      '13.5 ready',
    ])
    expect(lifeOf(cluster, 'new')).toEqual([
      '1.5 Pending',
      '11.5 ContainerCreating',
      '12.5 ContainerCreating',
      '14.5 ready',
    ])
  })

  it('stops the pods that were deleted meanwhile', () => {
    const cluster = nodeWorld()
    cluster.addPod('web-0')
    cluster.run(20)
    cluster.kubelets.restartKubelet('node-1', seconds(10))
    cluster.run(1)
    cluster.deletePod('web-0')
    cluster.run(30)

    expect(lifeOf(cluster, 'web-0').slice(4)).toEqual([
      '21 ready, deleted',
      '30 ready, deleted',
      '33 Completed, deleted',
      '33.5 Completed, deleted',
      '33.5 gone',
    ])
  })

  it('stops a pod that had just started when it was deleted', () => {
    const cluster = nodeWorld({ watchDelay: 1 })
    cluster.addPod('web-0')
    cluster.run(5.5)
    cluster.deletePod('web-0')
    cluster.run(0.75)
    expect(cluster.pod('web-0').ready).toBe('True')
    cluster.kubelets.restartKubelet('node-1', seconds(10))
    cluster.run(30)

    expect(lifeOf(cluster, 'web-0').at(-1)).toBe('19.75 gone')
  })

  it('does not take a container for ready that has ended meanwhile', () => {
    const cluster = nodeWorld()
    const probe = { initialDelaySeconds: 10, periodSeconds: 1 }
    const pod = cluster.addPod('web-0', {
      spec: { containers: [{ name: 'app', image: 'app:1', readinessProbe: probe }] },
    })
    cluster.run(5)
    cluster.kubelets.restartKubelet('node-1', seconds(20))
    cluster.run(10)
    cluster.kubelets.crashPod(pod, 1)
    cluster.run(11)

    expect(lifeOf(cluster, 'web-0').slice(3)).toEqual(['4 running', '25 Error'])
  })

  it('finds no container running when its machine went down meanwhile', () => {
    const cluster = nodeWorld()
    cluster.addPod('web-0')
    cluster.run(20)
    cluster.kubelets.restartKubelet('node-1', seconds(10))
    cluster.run(5)
    cluster.kubelets.stopNode('node-1')
    cluster.run(10)
    expect(cluster.kubelets.isUp('node-1')).toBe(false)
    cluster.kubelets.startNode('node-1')
    cluster.run(10)

    expect(lifeOf(cluster, 'web-0').slice(4)).toEqual(['35 ContainerCreating', '38 ready'])
  })
})
