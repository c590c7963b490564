import {
  ApiServer,
  type ApiClient,
  Kubelets,
  INSTANT_MOUNTS,
  KeyedNames,
  type KubernetesProfile,
  LatencyModel,
  type LatencyProfile,
  LimitedClient,
  type JsonObject,
  type MetaObject,
  NO_VOLUMES,
  type Node,
  type Pod,
  PodMetadata,
  PodScheduler,
  type PodVolumes,
  RandomStreams,
  RequestQueue,
  SCHEDULER_CLIENT_LIMITS,
  Simulation,
  type SimTime,
  type StoredChange,
  type StringMap,
  TokenBucket,
  type WallTime,
  ApiLatency,
  behaviours,
  findLatencyProfile,
  podSpecification,
  readNode,
  readObject,
  seconds,
} from '../../src/index.ts'

export const EPOCH = 0 as WallTime
const CAUSE = { by: 'user', why: '' }

export interface SmallClusterOptions {
  readonly kubernetes?: KubernetesProfile
  readonly profile?: string
  readonly seed?: number
}

/** An API server, a scheduler and kubelets, and every change that is stored in them. */
export class SmallCluster {
  readonly simulation = new Simulation()
  readonly streams: RandomStreams
  readonly server: ApiServer
  readonly requests: RequestQueue
  readonly latencies: LatencyModel
  readonly behaviours: ReturnType<typeof behaviours>
  readonly scheduler: PodScheduler
  readonly changes: StoredChange[] = []

  constructor({ kubernetes = '1.37', profile = 'kwok-ideal', seed = 7 }: SmallClusterOptions = {}) {
    this.streams = new RandomStreams(seed, 0)
    this.behaviours = behaviours(kubernetes)
    this.latencies = new LatencyModel(
      findLatencyProfile(profile) as LatencyProfile,
      {},
      this.streams,
    )
    this.server = new ApiServer({
      clock: this.simulation,
      names: new KeyedNames(this.streams),
      writesBeforeRemoval: true,
      protectsClaims: true,
      deletionRaisesGeneration: true,
    })
    this.requests = new RequestQueue(this.simulation, this.server)
    this.server.subscribe({ changed: (change) => this.changes.push(change) })
    new Kubelets({ ...this, volumes: INSTANT_MOUNTS, images: {} })
    this.scheduler = new PodScheduler({
      ...this,
      client: this.client('scheduler', SCHEDULER_CLIENT_LIMITS),
    })
  }

  client(by: string, limits: { readonly qps: number; readonly burst: number }): ApiClient {
    return new LimitedClient({
      simulation: this.simulation,
      requests: this.requests,
      by,
      latency: new ApiLatency(this.latencies.cluster),
      bucket: new TokenBucket(limits),
    })
  }

  addNode(name: string, given: NodeGiven = {}): void {
    this.server.create(aNode(name, given), CAUSE)
  }

  create(object: JsonObject): void {
    this.server.create(readObject(object, EPOCH) as MetaObject, CAUSE)
  }

  addPod(name: string, given: PodGiven = {}): Pod {
    const spec = podSpecification({ containers: [aContainer(given)], ...given.spec })
    const result = this.server.createPod(
      {
        name,
        generateName: '',
        metadata: new PodMetadata({ labels: given.labels ?? {} }),
        specification: given.specification ?? spec,
        volumes: given.volumes ?? NO_VOLUMES,
        pinnedNode: given.pinnedNode ?? '',
        nodeName: given.nodeName ?? '',
      },
      'default',
      CAUSE,
    )
    if (result.type === 'refused') throw new Error(result.message)
    return result.object as Pod
  }

  pod(name: string): Pod {
    const pod = this.server.get('pods', 'default', name)
    if (pod === undefined) throw new Error(`no pod ${name}`)
    return pod
  }

  deletePod(name: string): void {
    this.server.deletePod(this.pod(name), {}, CAUSE)
  }

  /** `name → node` of every pod, in the order of creation. */
  placements(): Record<string, string> {
    return Object.fromEntries(
      [...this.server.list('pods').values()].map((pod) => [pod.identity.name, pod.nodeName]),
    )
  }

  /** What the condition PodScheduled of a pod says. */
  scheduledMessage(name: string): string | undefined {
    return this.pod(name).conditions.find(({ type }) => type === 'PodScheduled')?.message
  }

  run(time: number): void {
    this.simulation.runUntil((this.simulation.now + seconds(time)) as SimTime)
  }
}

export interface NodeGiven {
  readonly labels?: StringMap
  readonly zone?: string
  readonly capacity?: StringMap
  readonly taints?: readonly JsonObject[]
  readonly unschedulable?: boolean
}

export function aNode(name: string, given: NodeGiven): Node {
  const capacity = { cpu: '4', memory: '16Gi', pods: '110', ...given.capacity }
  return readNode(
    {
      kind: 'Node',
      metadata: {
        name,
        labels: {
          'kubernetes.io/hostname': name,
          ...(given.zone !== undefined && { 'topology.kubernetes.io/zone': given.zone }),
          ...given.labels,
        },
      },
      spec: { taints: given.taints ?? [], unschedulable: given.unschedulable ?? false },
      status: { capacity, allocatable: capacity },
    },
    EPOCH,
  )
}

export interface PodGiven {
  readonly labels?: StringMap
  readonly requests?: StringMap
  readonly hostPort?: number
  readonly spec?: JsonObject
  readonly specification?: ReturnType<typeof podSpecification>
  readonly volumes?: PodVolumes
  readonly pinnedNode?: string
  readonly nodeName?: string
}

function aContainer({ requests = {}, hostPort }: PodGiven): JsonObject {
  return {
    name: 'app',
    image: 'app:1',
    resources: { requests },
    ...(hostPort !== undefined && { ports: [{ containerPort: hostPort, hostPort }] }),
  }
}
