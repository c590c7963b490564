import {
  ApiServer,
  LatencyModel,
  LimitedClient,
  NEVER,
  NO_VOLUMES,
  type Node,
  PodMetadata,
  PodScheduler,
  type PodToCreate,
  RandomStreams,
  RequestQueue,
  Simulation,
  ApiLatency,
  behaviours,
  findLatencyProfile,
  podSpecification,
  readNode,
} from '@seatrial/core'
import type { JsonObject, NameSource, WallTime } from '@seatrial/core'

const CAUSE = { by: 'user', why: '' }
const ZONES = ['a', 'b', 'c']
const CAPACITY = { cpu: '16', memory: '64Gi', pods: '110' }

/** Drawing names is not what is measured. */
const CHEAP_NAMES: NameSource = {
  uid: (_kind, _namespace, name, incarnation) => `${name}/${incarnation}`,
  generatedName: (generateName, pinnedNode, count) => `${generateName}${pinnedNode}-${count}`,
  podIP: () => '10.0.0.1',
}

/** What the pods ask of their nodes: nothing special, to be apart, or a node each. */
export type Demand = 'plain' | 'apart' | 'pinned'

/** How many nodes there are, how many pods come at once, and what these ask for. */
export interface Crowd {
  readonly nodes: number
  readonly pods: number
  readonly demand: Demand
}

/** A cluster of nothing but nodes, an API server without delays, and a scheduler without limits. */
export class SchedulingWorld {
  readonly #simulation = new Simulation()
  readonly #server: ApiServer
  readonly #pods: readonly PodToCreate[]
  #boundCount = 0

  constructor(crowd: Crowd) {
    const streams = new RandomStreams('bench', 0)
    const simulation = this.#simulation
    const server = new ApiServer({
      clock: simulation,
      names: CHEAP_NAMES,
      writesBeforeRemoval: true,
      protectsClaims: true,
      deletionRaisesGeneration: true,
    })
    this.#server = server
    for (const index of Array(crowd.nodes).keys()) server.create(aNode(index), CAUSE)
    const latencies = new LatencyModel(findLatencyProfile('kwok-ideal')!, {}, streams)
    const client = new LimitedClient({
      simulation,
      requests: new RequestQueue(simulation, server),
      by: 'scheduler',
      latency: new ApiLatency(latencies.cluster),
      bucket: undefined,
    })
    void new PodScheduler({ simulation, server, client, latencies, behaviours: behaviours('1.37') })
    server.subscribe(
      {
        changed: ({ by, type }) =>
          (this.#boundCount += by === 'scheduler' && type === 'MODIFIED' ? 1 : 0),
      },
      ['pods'],
    )
    this.#pods = podsOf(crowd)
    simulation.runUntil(NEVER)
  }

  /** Lets the pods come, be bound and go again; returns how many were bound. */
  bindAll(): number {
    this.#boundCount = 0
    for (const pod of this.#pods) this.#server.createPod(pod, 'default', CAUSE)
    this.#simulation.runUntil(NEVER)
    for (const pod of this.#server.list('pods').values()) this.#server.removePod(pod, CAUSE)
    this.#simulation.runUntil(NEVER)
    return this.#boundCount
  }
}

function podsOf({ nodes, pods, demand }: Crowd): readonly PodToCreate[] {
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'web' }
  const metadata = new PodMetadata({
    labels: { app: 'web' },
    ownerReferences: [{ ...owner, controller: true }],
  })
  const specification = podSpecification(demand === 'apart' ? { ...SPEC, ...APART } : SPEC)
  return Array.from({ length: pods }, (_, index) => ({
    name: `web-${index}`,
    generateName: '',
    metadata,
    specification,
    volumes: NO_VOLUMES,
    pinnedNode: demand === 'pinned' ? nodeName(index % nodes) : '',
    nodeName: '',
  }))
}

const SPEC: JsonObject = {
  containers: [{ name: 'app', resources: { requests: { cpu: '500m', memory: '1Gi' } } }],
}

const APART: JsonObject = {
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { app: 'web' } }, topologyKey: 'kubernetes.io/hostname' },
      ],
    },
  },
}

function nodeName(index: number): string {
  return `node-${index}`
}

function aNode(index: number): Node {
  const name = nodeName(index)
  const labels = {
    'kubernetes.io/hostname': name,
    'topology.kubernetes.io/zone': ZONES[index % ZONES.length]!,
  }
  return readNode(
    { kind: 'Node', metadata: { name, labels }, status: { allocatable: CAPACITY } },
    0 as WallTime,
  )
}
