import {
  type DaemonSet,
  NO_VOLUMES,
  PHASES,
  type Pod,
  type StatefulSet,
  draftOf,
  minutes,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { type Cluster, type Violation, simulate } from '../../src/index.ts'
import { aDaemonSet, aScenario, aStatefulSet } from '../a-scenario.ts'

const KUBELET = { by: 'kubelet', why: '' }
const CONTROLLER = { by: 'statefulset-controller', why: '' }

/** Three web servers and an agent on each of three nodes, all settled after a minute. */
const SETTLED = aScenario({
  cluster: { profile: 'kind-dev', nodes: [{ count: 3 }] },
  manifests: [aStatefulSet(), aDaemonSet()],
  until: { at: '3m' },
})

/** The violations of a run in which that is done to the cluster after a minute. */
function violationsAfter(plant: (cluster: Cluster) => void): readonly Violation[] {
  return simulate(SETTLED, { check: true, participants: [(cluster) => plantLater(cluster, plant)] })
    .violations
}

function plantLater(cluster: Cluster, plant: (cluster: Cluster) => void): void {
  const planted = cluster.simulation.defineEvent('Planted', PHASES.script, () => plant(cluster))
  cluster.simulation.scheduleAfter(minutes(1), planted, 0)
}

describe('a settled cluster', () => {
  it('violates nothing', () => {
    expect(violationsAfter(() => {})).toEqual([])
  })
})

describe('each invariant notices what must never be:', () => {
  it('one-pod-per-identity – a second pod of an ordinal', () => {
    const found = violationsAfter(({ server }) => {
      const pod = podNamed(server.list('pods').values(), 'web-1')
      const { metadata, specification } = pod
      const copy = { metadata, specification, volumes: NO_VOLUMES, pinnedNode: '', nodeName: '' }
      server.createPod({ ...copy, name: 'web-01', generateName: '' }, 'default', CONTROLLER)
    })

    expect(rulesOf(found)).toContain('one-pod-per-identity')
  })

  it('ordered-ready – a pod made before a lower one is ready', () => {
    const found = violationsAfter(({ server, controllers }) => {
      const set = theSet(server)
      const web0 = podNamed(server.list('pods').values(), 'web-0')
      controllers.informers.pods.fill(notReady(web0))
      controllers.passes.podsRead('default/web')
      controllers.passes.decided({ type: 'fill-slot', set, ordinal: 2 })
    })

    expect(found).toMatchObject([
      {
        rule: 'ordered-ready',
        time: minutes(1),
        object: 'pod/web-2',
        detail: 'made although web-0 is Running, not Ready',
      },
    ])
  })

  it('stateful-set-budget – two pods replaced at once', () => {
    const found = violationsAfter((cluster) => decideToReplace(cluster, ['web-2', 'web-1'], {}))

    expect(rulesOf(found)).toEqual(['stateful-set-budget'])
  })

  it('stateful-set-budget – a pod below the partition replaced', () => {
    const found = violationsAfter((cluster) => {
      decideToReplace(cluster, ['web-1'], { partition: 2 })
    })

    expect(rulesOf(found)).toEqual(['stateful-set-budget'])
  })

  it('policy-caused-unavailability – a second pod taken before the first has a successor', () => {
    const found = violationsAfter((cluster) => {
      for (const name of ['web-2', 'web-1']) {
        decideToReplace(cluster, [name], {})
        const pod = podNamed(cluster.server.list('pods').values(), name)
        cluster.server.deletePod(pod, {}, CONTROLLER)
      }
    })

    expect(rulesOf(found)).toEqual(['policy-caused-unavailability'])
  })

  it('daemon-set-budget – two nodes rolled at once', () => {
    const found = violationsAfter(({ server, controllers }) => {
      const set = theDaemonSet(server)
      const pods = [...server.list('pods').values()].filter(isAgent).slice(0, 2)
      const deletes = pods.map((pod) => ({ pod, why: '' }))
      const revisionHash = 'next'
      controllers.passes.nodesRead('default/agent')
      controllers.passes.decided({
        type: 'roll-nodes',
        set,
        plan: { creates: [], deletes },
        revisionHash,
      })
    })

    expect(rulesOf(found)).toEqual(['daemon-set-budget'])
  })

  it('daemon-set-budget – with surge, a pod taken before its successor is available', () => {
    const found = violationsAfter(({ server, controllers }) => {
      const [pod] = [...server.list('pods').values()].filter(isAgent)
      controllers.passes.nodesRead('default/agent')
      controllers.passes.decided({
        type: 'manage-nodes',
        set: withSurge(theDaemonSet(server)),
        plan: { creates: [], deletes: [{ pod: pod!, why: '' }] },
        revisionHash: 'next',
      })
    })

    expect(rulesOf(found)).toEqual(['daemon-set-budget'])
  })

  it('daemon-set-budget – more extra pods than maxSurge', () => {
    const found = violationsAfter(({ server, controllers }) => {
      const pods = [...server.list('pods').values()].filter(isAgent).slice(0, 2)
      const creates = pods.map(({ nodeName }) => ({ nodeName, why: '' }))
      controllers.passes.nodesRead('default/agent')
      controllers.passes.decided({
        type: 'roll-nodes',
        set: withSurge(theDaemonSet(server)),
        plan: { creates, deletes: [] },
        revisionHash: 'next',
      })
    })

    expect(rulesOf(found)).toEqual(['daemon-set-budget'])
  })

  it('one-daemon-pod-per-node – a pod made where there is one', () => {
    const found = violationsAfter(({ server, controllers }) => {
      const set = theDaemonSet(server)
      const [agent] = [...server.list('pods').values()].filter(isAgent)
      const creates = [{ nodeName: agent!.nodeName, why: '' }]
      const { revision: revisionHash } = agent!.metadata
      controllers.passes.nodesRead('default/agent')
      controllers.passes.decided({
        type: 'manage-nodes',
        set,
        plan: { creates, deletes: [] },
        revisionHash,
      })
    })

    expect(rulesOf(found)).toEqual(['one-daemon-pod-per-node'])
  })

  it('one-daemon-pod-per-node – two pods of the controller on one node', () => {
    const found = violationsAfter(({ server }) => {
      const [agent] = [...server.list('pods').values()].filter(isAgent)
      const { metadata, specification, volumes, nodeName } = agent!
      const copy = { metadata, specification, volumes, pinnedNode: nodeName, nodeName: '' }
      const cause = { by: 'daemonset-controller', why: '' }
      server.createPod({ ...copy, name: '', generateName: 'agent-' }, 'default', cause)
    })

    expect(rulesOf(found)).toContain('one-daemon-pod-per-node')
  })

  it('one-node-per-pod – a pod that moves', () => {
    const found = violationsAfter(({ server }) => {
      const draft = draftOf(podNamed(server.list('pods').values(), 'web-0'))
      draft.nodeName = 'elsewhere'
      server.commitPod(draft, KUBELET)
    })

    expect(rulesOf(found)).toEqual(['one-node-per-pod'])
  })

  it('grace-respected – a running pod removed by its kubelet', () => {
    const found = violationsAfter(({ server }) => {
      server.removePod(podNamed(server.list('pods').values(), 'web-0'), KUBELET)
    })

    expect(rulesOf(found)).toEqual(['grace-respected'])
  })

  it('grace-respected – a grace period that grows', () => {
    const found = violationsAfter(({ server }) => {
      const pod = podNamed(server.list('pods').values(), 'web-0')
      server.deletePod(pod, { gracePeriodSeconds: 5 }, KUBELET)
      const draft = draftOf(podNamed(server.list('pods').values(), 'web-0'))
      draft.deletionGracePeriodSeconds = 60
      server.commitPod(draft, KUBELET)
    })

    expect(rulesOf(found)).toEqual(['grace-respected'])
  })

  it('names the command that runs it again', () => {
    const { violations } = simulate(SETTLED, {
      check: true,
      seed: 7,
      participants: [
        (cluster) =>
          plantLater(cluster, ({ server }) => {
            server.removePod(podNamed(server.list('pods').values(), 'web-0'), KUBELET)
          }),
      ],
    })

    expect(violations[0]?.replay).toBe('seatrial run scenario.yaml --check --seed 7')
  })
})

function rulesOf(violations: readonly Violation[]): readonly string[] {
  return [...new Set(violations.map(({ rule }) => rule))]
}

function decideToReplace(
  { server, controllers, simulation }: Cluster,
  podNames: readonly string[],
  rollingUpdate: { readonly partition?: number },
): void {
  const set = theSet(server)
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate }
  controllers.passes.podsRead('default/web')
  controllers.passes.decided({
    type: 'replace-pods',
    set: { ...set, spec: { ...set.spec, updateStrategy } },
    podNames,
    updateRevision: 'web-next',
    judgedAt: simulation.now,
  })
}

function theSet(server: Cluster['server']): StatefulSet {
  return server.get('statefulsets', 'default', 'web')!
}

function theDaemonSet(server: Cluster['server']): DaemonSet {
  return server.get('daemonsets', 'default', 'agent')!
}

function withSurge(set: DaemonSet): DaemonSet {
  const rollingUpdate = { maxUnavailable: 0, maxSurge: 1 }
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate }
  return { ...set, spec: { ...set.spec, updateStrategy } }
}

function podNamed(pods: Iterable<Pod>, name: string): Pod {
  const pod = [...pods].find(({ identity }) => identity.name === name)
  if (pod === undefined) throw new Error(`no pod ${name}`)
  return pod
}

function isAgent({ metadata }: Pod): boolean {
  return metadata.controller?.kind === 'DaemonSet'
}

function notReady(pod: Pod): Pod {
  const draft = draftOf(pod)
  draft.ready = 'False'
  return draft
}
