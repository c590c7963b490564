import { describe, expect, it } from 'vitest'
import { SmallCluster } from './small-cluster.ts'

describe('the scheduler', () => {
  it('gives each pod a node in one stored change, with its condition', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1')
    cluster.addPod('web-0')

    cluster.run(1)

    const bindings = cluster.changes.filter(({ by }) => by === 'scheduler')
    expect(bindings).toHaveLength(1)
    expect(bindings[0]?.object).toMatchObject({
      nodeName: 'node-1',
      conditions: [{ type: 'PodScheduled', status: 'True' }],
    })
  })

  it('says once why no node takes a pod, and binds it when one does', () => {
    const cluster = new SmallCluster()
    cluster.addNode('node-1', { capacity: { cpu: '1' } })
    cluster.addPod('web-0', { requests: { cpu: '2' } })
    cluster.run(600)
    expect(cluster.scheduledMessage('web-0')).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. ' +
        'preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    )
    expect(cluster.changes.filter(({ by }) => by === 'scheduler')).toHaveLength(1)

    cluster.addNode('node-2')
    cluster.run(1)

    expect(cluster.placements()).toEqual({ 'web-0': 'node-2' })
  })

  it('spends its client tokens on bindings: 50 a second after the first 100', () => {
    const cluster = new SmallCluster()
    for (const index of Array(10).keys()) cluster.addNode(`node-${index}`)
    for (const index of Array(300).keys()) cluster.addPod(`pod-${index}`)

    cluster.run(60)

    const bound = cluster.changes.filter(({ by }) => by === 'scheduler')
    expect(bound).toHaveLength(300)
    expect(bound.at(-1)?.time).toBe(4_000_000)
  })
})
