import { describe, expect, it } from 'vitest'
import { seconds } from '../../src/index.ts'
import { conditionsOfNode, lifeOf, nodeHands, nodeWorld } from './node-world.ts'

const GRACE = {
  shutdownGracePeriod: seconds(60),
  shutdownGracePeriodCriticalPods: seconds(20),
}

describe('a machine that is switched off in good order', () => {
  it('ends its pods first, the critical ones last, and goes off when all have ended', () => {
    const cluster = nodeWorld()
    const { shutdowns } = nodeHands(cluster)
    cluster.addPod('critical', { spec: { priorityClassName: 'system-cluster-critical' } })
    cluster.addPod('web-0')
    cluster.run(20)
    shutdowns.begin({ nodeName: 'node-1', ...GRACE })
    cluster.run(1)
    expect(conditionsOfNode(cluster)).toContain('Ready=False KubeletNotReady')
    cluster.run(4.5)
    expect(cluster.kubelets.isUp('node-1')).toBe(true)
    cluster.run(5)

    expect(lifeOf(cluster, 'web-0').slice(4)).toEqual(['23 Completed'])
    expect(lifeOf(cluster, 'critical').slice(4)).toEqual(['26 Completed'])
    expect(cluster.kubelets.isUp('node-1')).toBe(false)
    for (const name of ['web-0', 'critical']) {
      expect(cluster.pod(name)).toMatchObject({ phase: 'Failed', reason: 'Terminated' })
    }
  })

  it('does not wait longer than it may', () => {
    const cluster = nodeWorld({ termination: 1_000 })
    const { shutdowns } = nodeHands(cluster)
    cluster.addPod('web-0', { spec: { terminationGracePeriodSeconds: 600 } })
    cluster.addPod('critical', {
      spec: { priorityClassName: 'system-node-critical', terminationGracePeriodSeconds: 600 },
    })
    cluster.run(20)
    shutdowns.begin({ nodeName: 'node-1', ...GRACE })
    cluster.run(70)

    // 40 s and the sandbox; the machine is off before the end of the critical pod is reported.
    expect(lifeOf(cluster, 'web-0').slice(4)).toEqual(['61 Error'])
    expect(cluster.kubelets.isUp('node-1')).toBe(false)
    expect(cluster.pod('critical').phase).toBe('Running')
  })

  it('takes in no pod any more, and is as before when it is back', () => {
    const cluster = nodeWorld()
    const { shutdowns } = nodeHands(cluster)
    cluster.addPod('web-0')
    cluster.run(20)
    shutdowns.begin({ nodeName: 'node-1', ...GRACE })
    cluster.addPod('late', { nodeName: 'node-1' })
    cluster.run(30)
    expect(cluster.pod('late')).toMatchObject({ phase: 'Failed', reason: 'NodeShutdown' })
    cluster.kubelets.startNode('node-1')
    cluster.addPod('later', { nodeName: 'node-1' })
    cluster.run(10)

    expect(cluster.pod('later').phase).toBe('Running')
    expect(conditionsOfNode(cluster)).toContain('Ready=True KubeletReady')
  })
})
