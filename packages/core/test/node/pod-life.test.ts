import { describe, expect, it } from 'vitest'
import { lifeOf, nodeWorld } from './node-world.ts'

describe('a pod on its node', () => {
  it('starts, becomes ready, and ends', () => {
    const cluster = nodeWorld()
    cluster.addPod('web-0')
    cluster.run(20)
    cluster.deletePod('web-0')
    cluster.run(20)

    expect(lifeOf(cluster, 'web-0')).toEqual([
      '0 Pending',
      '1 ContainerCreating',
      '2 ContainerCreating',
      '4 ready',
      '20 ready, deleted',
      '20 ready, deleted',
      '23 Completed, deleted',
      '23.5 Completed, deleted',
      '23.5 gone',
    ])
  })

  it('needs no worker while it runs, and gets one again when its container ends', () => {
    const cluster = nodeWorld()
    const pod = cluster.addPod('web-0')
    cluster.run(20)
    cluster.kubelets.crashPod(pod, 3)
    cluster.run(10)
    cluster.kubelets.crashPod(cluster.pod('web-0'), 0)
    cluster.run(30)

    expect(lifeOf(cluster, 'web-0').slice(4)).toEqual([
      '20 Error',
      '22 ready',
      '30 CrashLoopBackOff',
      '42 ready',
    ])
    expect(cluster.pod('web-0').containers.main[0]).toMatchObject({ restartCount: 2 })
  })

  it('goes on starting until its kubelet has seen the deletion', () => {
    const cluster = nodeWorld({ watchDelay: 1 })
    cluster.addPod('web-0')
    cluster.run(5.5)
    cluster.deletePod('web-0')
    cluster.run(20)

    expect(lifeOf(cluster, 'web-0').slice(3)).toEqual([
      '5.5 ContainerCreating, deleted',
      '6 ready, deleted',
      '6.5 ready, deleted',
      '9.5 Completed, deleted',
      '10 Completed, deleted',
      '10 gone',
    ])
  })

  it('starts again when its machine is back, and so do all others there', () => {
    const cluster = nodeWorld()
    cluster.addPod('web-0')
    cluster.addPod('web-1')
    cluster.run(20)
    cluster.kubelets.stopNode('node-1')
    cluster.run(5)
    cluster.kubelets.startNode('node-1')
    cluster.run(20)

    expect(lifeOf(cluster, 'web-0').slice(4)).toEqual(['25 ContainerCreating', '28 ready'])
    expect(lifeOf(cluster, 'web-1').slice(4)).toEqual(['25 ContainerCreating', '28 ready'])
  })

  it('ends sooner when somebody asks for that while it is ending', () => {
    const cluster = nodeWorld({ termination: 25 })
    cluster.addPod('web-0')
    cluster.run(20)
    cluster.deletePod('web-0')
    cluster.run(5)
    cluster.server.deletePod(cluster.pod('web-0'), { gracePeriodSeconds: 3 }, { by: 'me', why: '' })
    cluster.run(20)

    expect(lifeOf(cluster, 'web-0').slice(-4)).toEqual([
      '25 ready, deleted',
      '29 Error, deleted',
      '29.5 Error, deleted',
      '29.5 gone',
    ])
  })

  it('is not stopped twice when its machine was down at its deletion', () => {
    const cluster = nodeWorld()
    cluster.addPod('web-0')
    cluster.run(20)
    cluster.kubelets.stopNode('node-1')
    cluster.deletePod('web-0')
    cluster.run(5)
    cluster.kubelets.startNode('node-1')
    cluster.run(20)

    expect(lifeOf(cluster, 'web-0').slice(4)).toEqual([
      '20 ready, deleted',
      '25 Error, deleted',
      '25.5 Error, deleted',
      '25.5 gone',
    ])
  })
})
