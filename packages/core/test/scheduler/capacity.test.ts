import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Pod, isBound, isTerminal } from '../../src/index.ts'
import { SmallCluster } from './small-cluster.ts'

const NODE_CPU = 4

type Action =
  | { readonly type: 'add-pod'; readonly cpu: number; readonly isPicky: boolean }
  | { readonly type: 'delete-pod'; readonly pod: number }
  | { readonly type: 'add-node'; readonly node: number; readonly disk: string }
  | { readonly type: 'delete-node'; readonly node: number }
  | { readonly type: 'cordon'; readonly node: number; readonly isOn: boolean }
  | { readonly type: 'wait'; readonly time: number }

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('add-pod' as const),
      cpu: fc.integer({ min: 1, max: 3 }),
      isPicky: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('delete-pod' as const), pod: fc.nat(8) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('add-node' as const),
      node: fc.nat(2),
      disk: fc.constantFrom('ssd', 'hdd'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('delete-node' as const), node: fc.nat(2) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('cordon' as const),
      node: fc.nat(2),
      isOn: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('wait' as const), time: fc.constantFrom(0, 0.01, 3) }),
  },
)

describe('whatever happens to pods and nodes', () => {
  it('no node is ever given more than it has, and in the end every pod that fits has a node', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('kwok-ideal', 'managed-cloud'),
        fc.array(action, { maxLength: 60 }),
        (profile, actions) => {
          const cluster = new SmallCluster({ profile })
          cluster.server.subscribe({
            changed: () => expect(mostAsked(cluster)).toBeLessThanOrEqual(NODE_CPU),
          })
          actions.forEach((next, index) => carryOut(cluster, next, index))
          // Less than five minutes: the safety net of the queue must not be what helps.
          cluster.run(100)
          expect(overlooked(cluster)).toEqual([])
        },
      ),
      { numRuns: 100 },
    )
  })
})

function carryOut(cluster: SmallCluster, next: Action, index: number): void {
  switch (next.type) {
    case 'add-pod':
      cluster.addPod(`pod-${index}`, {
        requests: { cpu: String(next.cpu) },
        spec: { terminationGracePeriodSeconds: 2, ...(next.isPicky && { nodeSelector: SSD }) },
      })
      break
    case 'delete-pod': {
      const pod = [...cluster.server.list('pods').values()][next.pod]
      if (pod !== undefined) cluster.deletePod(pod.identity.name)
      break
    }
    case 'add-node':
      if (cluster.hasNode(`node-${next.node}`)) break
      cluster.addNode(`node-${next.node}`, { labels: { disk: next.disk } })
      break
    case 'delete-node':
      cluster.deleteNode(`node-${next.node}`)
      break
    case 'cordon':
      if (!cluster.hasNode(`node-${next.node}`)) break
      cluster.updateNode(`node-${next.node}`, { unschedulable: next.isOn, labels: SSD })
      break
    case 'wait':
      cluster.run(next.time)
      break
  }
}

const SSD = { disk: 'ssd' }

/** The cpu that the pods of the fullest node ask for, in cores. */
function mostAsked(cluster: SmallCluster): number {
  return Math.max(0, ...askedByNode(cluster).values())
}

/** Pods without a node though some node would take them. */
function overlooked(cluster: SmallCluster): readonly string[] {
  const asked = askedByNode(cluster)
  const nodes = [...cluster.server.list('nodes').values()].filter(({ spec }) => !spec.unschedulable)
  return [...cluster.server.list('pods').values()]
    .filter((pod) => !isBound(pod))
    .filter((pod) =>
      nodes.some(({ metadata }) => {
        const isPicky = pod.specification.template['nodeSelector'] !== undefined
        const free = NODE_CPU - (asked.get(metadata.name) ?? 0)
        return cpuOf(pod) <= free && (!isPicky || metadata.labels['disk'] === 'ssd')
      }),
    )
    .map(({ identity }) => identity.name)
}

function askedByNode(cluster: SmallCluster): ReadonlyMap<string, number> {
  const asked = new Map<string, number>()
  for (const pod of cluster.server.list('pods').values()) {
    if (isTerminal(pod) || !isBound(pod)) continue
    asked.set(pod.nodeName, (asked.get(pod.nodeName) ?? 0) + cpuOf(pod))
  }
  return asked
}

function cpuOf({ specification }: Pod): number {
  const [container] = specification.template['containers'] as readonly {
    readonly resources: { readonly requests: { readonly cpu: string } }
  }[]
  return Number(container?.resources.requests.cpu)
}
