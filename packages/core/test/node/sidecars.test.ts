import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/index.ts'
import type { SmallCluster } from '../scheduler/small-cluster.ts'
import { lifeOf, nodeWorld } from './node-world.ts'

describe('a pod with a sidecar', () => {
  it('starts it among its init containers, and lets it run on', () => {
    const cluster = nodeWorld({ initContainerRun: 3 })
    addPod(cluster, [{ name: 'setup' }, { name: 'proxy', restartPolicy: 'Always' }])
    cluster.run(20)

    expect(lifeOf(cluster, 'web-0')).toEqual([
      '0 Pending',
      '1 PodInitializing',
      '2 PodInitializing',
      '7 PodInitializing',
      '9 PodInitializing',
      '11 ready',
    ])
    expect(initStates(cluster)).toEqual(['setup terminated, ready', 'proxy running, ready'])
  })

  it('waits for its startup probe before the next container, and for its readiness before it is ready', () => {
    const cluster = nodeWorld()
    const probe = (initialDelaySeconds: number) => ({ initialDelaySeconds, periodSeconds: 1 })
    addPod(cluster, [
      {
        name: 'proxy',
        restartPolicy: 'Always',
        startupProbe: probe(5),
        readinessProbe: probe(20),
      },
    ])
    cluster.run(40)

    // The proxy starts at 4, has started at 9, and is ready at 24; the application starts at 11.
    expect(lifeOf(cluster, 'web-0').slice(3)).toEqual([
      '9 PodInitializing',
      '11 running',
      '24 ready',
    ])
  })

  it('stops it when its main containers have ended', () => {
    const cluster = nodeWorld()
    addPod(cluster, [
      { name: 'first', restartPolicy: 'Always' },
      { name: 'second', restartPolicy: 'Always' },
    ])
    cluster.run(30)
    cluster.deletePod('web-0')
    cluster.run(10)

    // Two seconds for each of the three, and one for the sandbox.
    expect(lifeOf(cluster, 'web-0').at(-3)).toBe('37 Completed, deleted')
  })

  it('leaves it at least two seconds when the grace period is used up', () => {
    const cluster = nodeWorld({ termination: 60 })
    addPod(cluster, [{ name: 'proxy', restartPolicy: 'Always' }], {
      terminationGracePeriodSeconds: 10,
    })
    cluster.run(30)
    cluster.deletePod('web-0')
    cluster.run(20)

    expect(lifeOf(cluster, 'web-0').at(-3)).toBe('43 Error, deleted')
  })

  it('runs its init containers again when its machine is back', () => {
    const cluster = nodeWorld({ initContainerRun: 3 })
    addPod(cluster, [{ name: 'setup' }])
    cluster.run(30)
    cluster.kubelets.stopNode('node-1')
    cluster.run(10)
    cluster.kubelets.startNode('node-1')
    cluster.run(1)
    expect(cluster.pod('web-0').phase).toBe('Pending')
    cluster.run(20)

    expect(lifeOf(cluster, 'web-0').slice(5)).toEqual([
      '40 PodInitializing',
      '41 PodInitializing',
      '46 PodInitializing',
      '48 ready',
    ])
  })
})

function addPod(
  cluster: SmallCluster,
  initContainers: readonly JsonObject[],
  spec: JsonObject = {},
): void {
  const given = initContainers.map((container) => ({ image: 'init:1', ...container }))
  cluster.addPod('web-0', { spec: { initContainers: given, ...spec } })
}

function initStates(cluster: SmallCluster): readonly string[] {
  return cluster
    .pod('web-0')
    .containers.init.map(
      ({ name, state, ready }) => `${name} ${state.type}${ready ? ', ready' : ''}`,
    )
}
