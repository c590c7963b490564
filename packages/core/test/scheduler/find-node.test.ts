import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ApiServer,
  type JsonObject,
  NO_CONTAINER_STATUSES,
  NO_VOLUMES,
  Pod,
  PodMetadata,
  type PodSpecification,
  START,
  behaviours,
  podSpecification,
  toApiTime,
} from '../../src/index.ts'
import { NO_VOLUME_DEMAND } from '../../src/scheduler/claims/volume-demand.ts'
import { PodKinds } from '../../src/scheduler/facts/pod-kinds.ts'
import { Attempt } from '../../src/scheduler/placement/attempt.ts'
import { findNode } from '../../src/scheduler/placement/find-node.ts'
import { groupVerdict } from '../../src/scheduler/placement/group-verdict.ts'
import { reasonsAgainst } from '../../src/scheduler/placement/node-verdict.ts'
import { PRICES } from '../../src/scheduler/placement/prices.ts'
import { Wishes } from '../../src/scheduler/placement/wishes.ts'
import { ClusterView } from '../../src/scheduler/view/cluster-view.ts'
import type { NodeGroup } from '../../src/scheduler/view/node-group.ts'
import type { NodeSlot } from '../../src/scheduler/view/node-slot.ts'
import { aNode } from './small-cluster.ts'

const HOST = 'kubernetes.io/hostname'
const ZONE = 'topology.kubernetes.io/zone'

/** What happens to a view, one after the other. */
type Step =
  | { readonly type: 'pod'; readonly kind: number }
  | { readonly type: 'release'; readonly pod: number }
  | { readonly type: 'node'; readonly node: number; readonly shape: NodeShape }
  | { readonly type: 'lose-node'; readonly node: number }

interface NodeShape {
  readonly zone: string
  readonly disk: string
  readonly cpu: number
  readonly isTainted: boolean
}

const shape = fc.record({
  zone: fc.constantFrom('a', 'b', 'c'),
  disk: fc.constantFrom('ssd', 'hdd'),
  cpu: fc.constantFrom(2, 4, 8),
  isTainted: fc.boolean(),
})

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ type: fc.constant('pod' as const), kind: fc.nat(7) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('release' as const), pod: fc.nat(40) }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('node' as const), node: fc.nat(9), shape }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('lose-node' as const), node: fc.nat(9) }),
  },
)

describe('findNode', () => {
  it('finds the cheapest of all nodes that take the pod, in every state of the cluster', () => {
    fc.assert(
      fc.property(fc.array(shape, { maxLength: 10 }), fc.array(step, { maxLength: 60 }), play),
      { numRuns: 150 },
    )
  })
})

describe('the view of the cluster', () => {
  it('is, after any changes, as if it had been made of what is there now', () => {
    fc.assert(
      fc.property(
        fc.array(shape, { maxLength: 10 }),
        fc.array(step, { maxLength: 60 }),
        (nodes, steps) => {
          const played = new Play(nodes)
          steps.forEach((next, index) => played.take(next, index))
          expect(played.verdicts()).toEqual(played.afresh().verdicts())
        },
      ),
      { numRuns: 150 },
    )
  })
})

/** Plays the steps on a view, and compares each decision with a look at every node. */
function play(nodes: readonly NodeShape[], steps: readonly Step[]): void {
  const played = new Play(nodes)
  for (const [index, next] of steps.entries()) {
    const attempt = played.take(next, index)
    if (attempt === undefined) continue
    const found = findNode(attempt)
    expect(costOf(attempt, found)).toBe(costOf(attempt, cheapest(attempt)))
    expect(found === undefined ? [] : reasonsAgainst(attempt, found)).toEqual([])
  }
}

/** A view that things happen to. */
class Play {
  readonly #view = new ClusterView(() => ({}))
  readonly #kinds = new PodKinds(
    { list: () => new Map() } as unknown as ApiServer,
    this.#view,
    behaviours('1.37'),
  )
  readonly #placed: { readonly pod: Pod; readonly nodeName: string }[] = []

  constructor(nodes: readonly NodeShape[]) {
    nodes.forEach((given, index) => this.#view.setNode(node(index, given)))
  }

  /** Lets a step happen; the attempt to place the pod that it brought, before that is placed. */
  take(next: Step, index: number): Attempt | undefined {
    switch (next.type) {
      case 'node':
        this.#view.setNode(node(next.node, next.shape))
        return undefined
      case 'lose-node':
        this.#view.deleteNode(`node-${next.node}`)
        return undefined
      case 'release': {
        const [placed] = this.#placed.splice(next.pod, 1)
        if (placed !== undefined) this.#view.release(placed.pod)
        return undefined
      }
      case 'pod': {
        const pod = member(index, next.kind)
        const slot = findNode(this.attempt(pod))
        if (slot === undefined) return this.attempt(pod)
        this.#place(pod, slot.name)
        return this.attempt(member(1_000 + index, next.kind))
      }
    }
  }

  attempt(pod: Pod): Attempt {
    const kind = this.#kinds.of(pod)
    const volumes = NO_VOLUME_DEMAND
    return new Attempt({ view: this.#view, pod, kind, volumes })
  }

  /** A view that is made of the same nodes and pods. */
  afresh(): Play {
    const fresh = new Play([])
    for (const { name } of this.#view.slots) fresh.#view.slotOf(name)
    for (const { node: object } of this.#view.slots) if (object) fresh.#view.setNode(object)
    for (const { pod, nodeName } of this.#placed) fresh.#place(pod, nodeName)
    return fresh
  }

  /** What each node would cost a pod of each kind, or why it does not take it. */
  verdicts(): unknown {
    return SPECIFICATIONS.map((_, kind) => {
      const attempt = this.attempt(member(2_000, kind))
      return this.#view.slots.map((slot) =>
        slot.node === undefined
          ? 'gone'
          : [slot.name, costOf(attempt, slot), reasonsAgainst(attempt, slot)],
      )
    })
  }

  #place(pod: Pod, nodeName: string): void {
    this.#view.place(pod, this.#kinds.of(pod), this.#view.slotOf(nodeName))
    this.#placed.push({ pod, nodeName })
  }
}

/** The first of the cheapest nodes, by a look at all of them. */
function cheapest(attempt: Attempt): NodeSlot | undefined {
  let best: NodeSlot | undefined
  for (const slot of attempt.view.slots) {
    if (costOf(attempt, slot) < costOf(attempt, best)) best = slot
  }
  return best
}

function costOf(attempt: Attempt, slot: NodeSlot | undefined): number {
  if (slot?.node === undefined || reasonsAgainst(attempt, slot).length > 0) return Infinity
  const { view, pod, kind } = attempt
  const wishes = new Wishes(view, pod, kind)
  const group = slot.group as NodeGroup
  const price = groupVerdict(kind, group).price + wishes.priceOfGroup(group)
  return price + wishes.priceOfNode(slot) + PRICES.load * view.resources.loadOf(slot.number)
}

function node(index: number, { zone, disk, cpu, isTainted }: NodeShape): ReturnType<typeof aNode> {
  return aNode(`node-${index}`, {
    zone,
    labels: { disk },
    capacity: { cpu: String(cpu) },
    taints: isTainted ? [{ key: 'dedicated', effect: 'NoSchedule' }] : [],
  })
}

const labelSelector = { matchLabels: { app: 'web' } }
const near = { topologyKey: ZONE, labelSelector }
const here = { topologyKey: HOST, labelSelector }

/** Specs that make something of everything a node or its pods can be. */
const SPECS: readonly JsonObject[] = [
  {},
  { nodeSelector: { disk: 'ssd' }, tolerations: [{ operator: 'Exists' }] },
  { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [here] } } },
  { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [near] } } },
  {
    affinity: {
      podAntiAffinity: preferred([
        { weight: 60, podAffinityTerm: near },
        { weight: 40, podAffinityTerm: here },
      ]),
      podAffinity: preferred([{ weight: 50, podAffinityTerm: here }]),
    },
  },
  {
    topologySpreadConstraints: [
      { maxSkew: 1, ...near, whenUnsatisfiable: 'DoNotSchedule' },
      { maxSkew: 2, ...here, whenUnsatisfiable: 'DoNotSchedule' },
    ],
  },
  {
    topologySpreadConstraints: [
      { maxSkew: 1, ...near, whenUnsatisfiable: 'ScheduleAnyway' },
      { maxSkew: 1, ...here, whenUnsatisfiable: 'ScheduleAnyway' },
    ],
  },
  { containers: [{ name: 'app', ports: [{ containerPort: 80, hostPort: 80 }] }] },
]

const SPECIFICATIONS = SPECS.map((spec) =>
  podSpecification({
    containers: [{ name: 'app', resources: { requests: { cpu: '700m' } } }],
    ...spec,
  }),
)

function preferred(terms: readonly JsonObject[]): JsonObject {
  return { preferredDuringSchedulingIgnoredDuringExecution: terms }
}

function member(number: number, kind: number): Pod {
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: `u-${kind}` }
  const metadata = new PodMetadata({
    labels: { app: kind % 2 === 0 ? 'web' : 'db' },
    ownerReferences: [{ ...owner, controller: true }],
  })
  return new Pod(
    {
      number,
      namespace: 'default',
      name: `web-${number}`,
      uid: String(number),
      generateName: '',
      creationTimestamp: toApiTime(START),
      pinnedNode: '',
    },
    metadata,
    SPECIFICATIONS.at(kind) as PodSpecification,
    NO_VOLUMES,
    NO_CONTAINER_STATUSES,
  )
}
