import {
  ApiServer,
  type ApiClient,
  type Behaviours,
  type EventObject,
  type ImageFacts,
  Kubelets,
  type LatencyStage,
  AttachedVolumes,
  VolumeController,
  KeyedNames,
  type KubernetesProfile,
  LatencyModel,
  type LatencyProfile,
  LimitedClient,
  type JsonObject,
  type MetaObject,
  NO_VOLUMES,
  type Node,
  type NodeDependency,
  type Pod,
  PodMetadata,
  type PersistentVolumeClaim,
  PodScheduler,
  type PodWait,
  draftOf,
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
const MANAGER_LIMITS = { qps: 20, burst: 30 }
const CAUSE = { by: 'user', why: '' }

export interface SmallClusterOptions {
  readonly kubernetes?: KubernetesProfile
  readonly profile?: string
  readonly seed?: number
  /** Seconds that stages always take, instead of what the profile says. */
  readonly stages?: Partial<Record<LatencyStage, number>>
  /** The limits of the scheduler's client. */
  readonly limits?: { readonly qps: number; readonly burst: number }
  /** The DaemonSets without which no pod of a node starts. */
  readonly dependencies?: readonly NodeDependency[]
  /** What is known of images. */
  readonly images?: Readonly<Record<string, ImageFacts>>
}

/** What every participant gets. */
export interface ClusterParts {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly streams: RandomStreams
  readonly latencies: LatencyModel
  readonly behaviours: Behaviours
}

/** An API server, a scheduler and kubelets, and every change that is stored in them. */
export class SmallCluster {
  readonly simulation = new Simulation()
  readonly server: ApiServer
  readonly requests: RequestQueue
  readonly parts: ClusterParts
  readonly kubelets: Kubelets
  readonly scheduler: PodScheduler
  readonly volumes: VolumeController
  readonly attached: AttachedVolumes
  readonly changes: StoredChange[] = []
  readonly events: EventObject[] = []

  constructor(options: SmallClusterOptions = {}) {
    const { kubernetes = '1.37', profile = 'kwok-ideal', seed = 7, stages = {} } = options
    const streams = new RandomStreams(seed, 0)
    const named = findLatencyProfile(profile) as LatencyProfile
    const known = { ...named, stages: { ...named.stages, ...constantStages(stages) } }
    this.server = new ApiServer({
      clock: this.simulation,
      names: new KeyedNames(streams),
      writesBeforeRemoval: true,
      protectsClaims: true,
      deletionRaisesGeneration: true,
    })
    this.parts = {
      simulation: this.simulation,
      server: this.server,
      streams,
      latencies: new LatencyModel(known, {}, streams),
      behaviours: behaviours(kubernetes),
    }
    this.requests = new RequestQueue(this.simulation, this.server)
    this.server.subscribe({ changed: (change) => this.changes.push(change) })
    this.attached = new AttachedVolumes(this.parts)
    const { dependencies = [], images = {} } = options
    this.kubelets = new Kubelets({
      ...this.parts,
      volumes: this.attached,
      images,
      dependencies,
    })
    this.kubelets.listenToHealth(this.attached)
    const client = this.client('scheduler', options.limits ?? SCHEDULER_CLIENT_LIMITS)
    const recorder = { record: (event: EventObject) => this.events.push(event) }
    this.scheduler = new PodScheduler({ ...this.parts, client, recorder })
    this.volumes = new VolumeController({
      ...this.parts,
      recorder,
      clients: {
        binder: this.client('persistent-volume-binder', MANAGER_LIMITS),
        provisioner: this.client('provisioner', MANAGER_LIMITS),
        protection: this.client('pvc-protection-controller', MANAGER_LIMITS),
        resizer: this.client('external-resizer', MANAGER_LIMITS),
      },
    })
  }

  client(by: string, limits: { readonly qps: number; readonly burst: number }): ApiClient {
    return new LimitedClient({
      simulation: this.simulation,
      requests: this.requests,
      by,
      latency: new ApiLatency(this.parts.latencies.cluster),
      bucket: new TokenBucket(limits),
    })
  }

  addNode(name: string, given: NodeGiven = {}): void {
    this.server.create(aNode(name, given), CAUSE)
  }

  addStorageClass(name: string, given: StorageClassGiven = {}): void {
    const { isDefault = false, bindingMode, provisioner, reclaimPolicy } = given
    this.create({
      kind: 'StorageClass',
      metadata: {
        name,
        annotations: { 'storageclass.kubernetes.io/is-default-class': String(isDefault) },
      },
      provisioner: provisioner ?? 'example.com/disk',
      volumeBindingMode: bindingMode ?? 'Immediate',
      reclaimPolicy: reclaimPolicy ?? 'Delete',
      allowVolumeExpansion: given.allowsExpansion ?? false,
    })
  }

  addClaim(name: string, spec: JsonObject = {}): void {
    this.create({
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: 'default' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
        ...spec,
      },
    })
  }

  /** A pod of a set: its name ends in its ordinal, and it has a claim `data-NAME`. */
  addMember(name: string, given: PodGiven = {}): Pod {
    return this.addPod(name, {
      volumes: { claims: [{ name: 'data', claimName: `data-${name}` }], others: [] },
      ...given,
    })
  }

  claim(name: string): PersistentVolumeClaim {
    const claim = this.server.get('persistentvolumeclaims', 'default', name)
    if (claim === undefined) throw new Error(`no claim ${name}`)
    return claim
  }

  addPriorityClass(name: string, value: number): void {
    this.create({ kind: 'PriorityClass', metadata: { name }, value })
  }

  /** The node is now as given. */
  updateNode(name: string, given: NodeGiven): void {
    this.server.update(aNode(name, given), CAUSE)
  }

  hasNode(name: string): boolean {
    return this.server.get('nodes', '', name) !== undefined
  }

  deleteNode(name: string): void {
    this.server.delete('nodes', '', name, {}, CAUSE)
  }

  /** Another scheduler gives the pod a node. */
  bindElsewhere(name: string, nodeName: string): void {
    const draft = draftOf(this.pod(name))
    draft.nodeName = nodeName
    this.server.commitPod(draft, CAUSE)
  }

  /** Why a pod does not get on, whoever knows it. */
  wait(name: string): PodWait | undefined {
    const pod = this.pod(name)
    return this.scheduler.waitOf(pod) ?? this.attached.waitOf(pod)
  }

  deleteClaim(name: string): void {
    this.server.delete('persistentvolumeclaims', 'default', name, {}, CAUSE)
  }

  /** An object that is there before the run. */
  load(object: JsonObject): void {
    this.server.load(readObject(object, EPOCH) as MetaObject, CAUSE)
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
        metadata: given.metadata ?? new PodMetadata({ labels: given.labels ?? {} }),
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

export interface StorageClassGiven {
  readonly isDefault?: boolean
  readonly bindingMode?: 'Immediate' | 'WaitForFirstConsumer'
  readonly provisioner?: string
  readonly reclaimPolicy?: 'Delete' | 'Retain'
  readonly allowsExpansion?: boolean
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
  readonly metadata?: PodMetadata
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

function constantStages(
  stages: Partial<Record<LatencyStage, number>>,
): Partial<LatencyProfile['stages']> {
  return Object.fromEntries(
    Object.entries(stages).map(([stage, time]) => [
      stage,
      { distribution: { type: 'constant', value: seconds(time) }, origin: { type: 'given' } },
    ]),
  )
}
