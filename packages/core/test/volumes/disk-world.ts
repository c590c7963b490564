import {
  ApiServer,
  AttachedVolumes,
  type JsonObject,
  KeyedNames,
  LatencyModel,
  type LatencyProfile,
  type LatencyStage,
  type MetaObject,
  NEVER,
  type Pod,
  PodMetadata,
  RandomStreams,
  type SimTime,
  Simulation,
  entityKey,
  findLatencyProfile,
  podSpecification,
  readObject,
  seconds,
} from '../../src/index.ts'
import { EPOCH, aNode } from '../scheduler/small-cluster.ts'

const CAUSE = { by: 'user', why: '' }

/** What the stages of a volume's life take in this world, in seconds. */
const STAGES: Partial<Record<LatencyStage, number>> = {
  volumeAttach: 2,
  volumeDetach: 7,
  volumeStage: 0.3,
  volumeFormat: 1.5,
  volumePublish: 0.05,
}

export interface DiskWorldOptions {
  /** Kubelets report the volumes in use, and notice things in loops. */
  readonly reports?: boolean
  readonly stages?: Partial<Record<LatencyStage, number>>
}

/** Disks, nodes and pods, without kubelets: a test says when volumes are wanted and let go. */
export class DiskWorld {
  readonly simulation = new Simulation()
  readonly server: ApiServer
  readonly volumes: AttachedVolumes
  /** When pods that had to wait were told, in seconds. */
  readonly told: Record<string, number> = {}

  constructor({ reports = false, stages = {} }: DiskWorldOptions = {}) {
    const streams = new RandomStreams(1, 0)
    const { simulation } = this
    this.server = new ApiServer({
      clock: simulation,
      names: new KeyedNames(streams),
      writesBeforeRemoval: true,
      protectsClaims: true,
      deletionRaisesGeneration: true,
    })
    const profile = profileWith({ ...STAGES, ...stages }, reports)
    const latencies = new LatencyModel(profile, {}, streams)
    this.volumes = new AttachedVolumes({ simulation, server: this.server, latencies, streams })
  }

  get now(): number {
    return this.simulation.now / 1_000_000
  }

  addNode(name: string): void {
    this.server.create(aNode(name, {}), CAUSE)
  }

  /** Declares a dead machine out of service. */
  taintOutOfService(name: string): void {
    const taints = [{ key: 'node.kubernetes.io/out-of-service', effect: 'NoExecute' }]
    this.server.update(aNode(name, { taints }), CAUSE)
  }

  /** A claim with its volume, from before the run or made in it. */
  addDisk(name: string, { isNew = false, mode = 'ReadWriteOnce' } = {}): void {
    const spec = { accessModes: [mode] }
    this.#put(isNew, { kind: 'PersistentVolume', metadata: { name: `pv-${name}` }, spec })
    this.#put(isNew, {
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: 'default' },
      spec: { ...spec, volumeName: `pv-${name}` },
      status: { phase: 'Bound' },
    })
  }

  addUnboundClaim(name: string): void {
    this.#put(true, {
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: 'default' },
      spec: { accessModes: ['ReadWriteOnce'] },
    })
  }

  bindClaim(name: string): void {
    const claim = this.server.get('persistentvolumeclaims', 'default', name)
    if (claim === undefined) throw new Error(`no claim ${name}`)
    this.server.updateStatus({ ...claim, volumeName: `pv-${name}`, phase: 'Bound' }, CAUSE)
  }

  /** A pod on a node with these claims. */
  pod(name: string, nodeName: string, ...claimNames: readonly string[]): Pod {
    const claims = claimNames.map((claimName) => ({ name: claimName, claimName }))
    const result = this.server.createPod(
      {
        name,
        generateName: '',
        metadata: new PodMetadata({}),
        specification: podSpecification({ containers: [] }),
        volumes: { claims, others: [] },
        pinnedNode: '',
        nodeName,
      },
      'default',
      CAUSE,
    )
    if (result.type === 'refused') throw new Error(result.message)
    return result.object as Pod
  }

  /** The pod's kubelet wants its volumes: the instant at which it has them, or 'later'. */
  mount(pod: Pod): number | 'later' {
    const { name } = pod.identity
    const time = this.volumes.mount(pod, this.simulation.now, entityKey(name), {
      mounted: () => {
        this.told[name] = this.now
      },
    })
    return time === NEVER ? 'later' : time / 1_000_000
  }

  run(time: number): void {
    this.simulation.runUntil((this.simulation.now + seconds(time)) as SimTime)
  }

  #put(isNew: boolean, object: JsonObject): void {
    const read = readObject(object, EPOCH) as MetaObject
    if (isNew) this.server.create(read, CAUSE)
    else this.server.load(read, CAUSE)
  }
}

function profileWith(
  stages: Partial<Record<LatencyStage, number>>,
  reportsVolumesInUse: boolean,
): LatencyProfile {
  const base = findLatencyProfile('kwok-ideal') as LatencyProfile
  const given = Object.entries(stages).map(([stage, time]) => [
    stage,
    { distribution: { type: 'constant', value: seconds(time) }, origin: { type: 'given' } },
  ])
  return {
    ...base,
    reportsVolumesInUse,
    stages: { ...base.stages, ...(Object.fromEntries(given) as Partial<LatencyProfile['stages']>) },
  }
}
