import {
  type Admission,
  type ApiRequest,
  type ApiResult,
  ApiServer,
  type Behaviours,
  type Duration,
  Informer,
  type JsonObject,
  type KubernetesProfile,
  LimitedClient,
  type NameSource,
  type Node,
  NodeHeartbeats,
  PHASES,
  Pod,
  RandomStreams,
  RequestQueue,
  type Resource,
  type SimTime,
  Simulation,
  type StoredChange,
  type WallTime,
  behaviours,
  draftOf,
  milliseconds,
  readNode,
  readPod,
  reportedConditions,
  seconds,
  toSeconds,
} from '@seatrial/core'
import type {
  ControllerEnvironment,
  ControllerInformers,
} from '../../src/runtime/controller-environment.ts'
import { EventRecorder } from '../../src/runtime/event-recorder.ts'
import { PodDirectory } from '../../src/runtime/pod-directory.ts'

const USER = { by: 'user', why: '' }
const KUBELET = { by: 'kubelet', why: '' }
const EPOCH = 0 as WallTime

/** One line of the log: when, and what has been stored. */
export type LogLine = readonly [seconds: number, what: string]

export interface RigOptions {
  readonly profile?: KubernetesProfile
  /** Milliseconds from a request to its answer; 0 by default. */
  readonly latency?: number
  /** Milliseconds from a commit to the views; 0 by default. */
  readonly watchDelay?: number
  /** Answers a request in the API server's place. */
  readonly refuse?: (request: ApiRequest) => ApiResult | undefined
  /** The real store writes a pod without grace once more before it is gone; false by default. */
  readonly writesBeforeRemoval?: boolean
}

/** A cluster without kubelets and scheduler: nodes and pods as a test puts them, and a log of what is stored. */
export class NodeRig {
  readonly simulation = new Simulation()
  readonly server: ApiServer
  readonly requests: RequestQueue
  readonly environment: ControllerEnvironment
  readonly pods: PodDirectory
  readonly budgets: Informer<'poddisruptionbudgets'>
  readonly heartbeats: NodeHeartbeats
  /** What nodes and pods have gone through since the start of the run. */
  readonly log: LogLine[] = []
  /** `Kind/name Reason`, as they were recorded. */
  readonly events: string[] = []
  readonly #options: RigOptions

  constructor(options: RigOptions = {}) {
    const { simulation } = this
    this.#options = options
    this.server = new ApiServer({
      clock: simulation,
      names: NAMES,
      writesBeforeRemoval: options.writesBeforeRemoval ?? false,
      protectsClaims: false,
      deletionRaisesGeneration: false,
    })
    this.requests = new RequestQueue(simulation, this.server)
    const admission: Admission = { admit: (request) => options.refuse?.(request) }
    this.requests.addAdmission(admission)
    const informers = this.#informers()
    this.budgets = this.#informer('poddisruptionbudgets')
    this.pods = PodDirectory.of(informers.pods)
    this.environment = this.#environment(informers)
    this.heartbeats = new NodeHeartbeats(this.server, new RandomStreams('rig', 0))
    this.server.subscribe({ changed: (change) => this.#note(change) }, ['nodes', 'pods'])
  }

  get behaviours(): Behaviours {
    return this.environment.behaviours
  }

  /** A client of its own. */
  client(by: string): LimitedClient {
    const latency = milliseconds(this.#options.latency ?? 0)
    const { simulation, requests } = this
    return new LimitedClient({
      simulation,
      requests,
      by,
      latency: { latencyOf: () => latency },
      bucket: undefined,
    })
  }

  /** A node that is Ready unless something else is said. */
  addNode(name: string, options: NodeOptions = {}): void {
    const { labels = {}, taints = [], ready = 'True', unschedulable = false } = options
    const conditions = ready === '' ? [] : [{ type: 'Ready', status: ready }, ...NO_PRESSURE]
    const json = {
      metadata: { name, labels },
      spec: { taints: taints.map(parseTaint), unschedulable },
      status: { conditions },
    }
    this.server.create(readNode(json, EPOCH), USER)
  }

  /** A running, ready pod that nobody owns unless something else is said. */
  addPod(name: string, options: PodOptions = {}): Pod {
    const pod = readPod(podJson(name, options), EPOCH, this.server.nextPodNumber())
    this.server.loadPod(pod, USER)
    return pod
  }

  pod(name: string): Pod | undefined {
    return this.server.get('pods', 'default', name)
  }

  node(name: string): Node | undefined {
    return this.server.get('nodes', '', name)
  }

  /** The machine stops, and with it the heartbeats. */
  silence(nodeName: string): void {
    this.heartbeats.silent(nodeName, this.simulation.now)
  }

  /** The machine is back; its kubelet says that it is ready, or not. */
  report(nodeName: string, isReady = true): void {
    this.heartbeats.returned(nodeName)
    const node = this.node(nodeName)
    if (node === undefined) return
    const conditions = reportedConditions(node, isReady, this.simulation.now)
    this.server.updateStatus({ ...node, status: { ...node.status, conditions } }, KUBELET)
  }

  changeNode(nodeName: string, spec: Partial<Node['spec']>): void {
    const node = this.node(nodeName)
    if (node !== undefined) this.server.update({ ...node, spec: { ...node.spec, ...spec } }, USER)
  }

  removeNode(nodeName: string): void {
    this.server.delete('nodes', '', nodeName, {}, USER)
  }

  changePod(name: string, change: (draft: Pod) => void): void {
    const pod = this.pod(name)
    if (pod === undefined) return
    const draft = draftOf(pod)
    change(draft)
    this.server.commitPod(draft, USER)
  }

  deletePod(name: string, gracePeriodSeconds?: number): void {
    const pod = this.pod(name)
    const options = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }
    if (pod !== undefined) this.server.deletePod(pod, options, USER)
  }

  /** Does something at that time, before all else that happens then. */
  at(time: number, action: () => void): void {
    const kind = this.simulation.defineEvent('Script', PHASES.script, action)
    this.simulation.scheduleAt(seconds(time) as number as SimTime, kind, 0)
  }

  run(untilSeconds: number): void {
    this.simulation.runUntil(seconds(untilSeconds) as number as SimTime)
  }

  /** The lines of the log about something. */
  linesAbout(...words: readonly string[]): readonly LogLine[] {
    return this.log.filter(([, what]) => words.every((word) => what.includes(word)))
  }

  #environment(informers: ControllerInformers): ControllerEnvironment {
    const { simulation } = this
    const client = this.client('controller')
    const recorder = new EventRecorder({ simulation, client, component: 'controller' })
    recorder.listen({
      recorded: ({ about, reason }) => this.events.push(`${about.kind}/${about.name} ${reason}`),
    })
    const switches = behaviours(this.#options.profile ?? '1.37')
    return { simulation, client, informers, recorder, behaviours: switches, workers: 1 }
  }

  #informers(): ControllerInformers {
    return {
      pods: this.#informer('pods'),
      statefulSets: this.#informer('statefulsets'),
      daemonSets: this.#informer('daemonsets'),
      controllerRevisions: this.#informer('controllerrevisions'),
      claims: this.#informer('persistentvolumeclaims'),
      nodes: this.#informer('nodes'),
    }
  }

  #informer<R extends Resource>(resource: R): Informer<R> {
    const { simulation, server } = this
    const delay = { delayOf: (): Duration => milliseconds(this.#options.watchDelay ?? 0) }
    return new Informer({ simulation, server, resource, delay, keepsObjects: true })
  }

  /** Nothing is noted of what was there before the run. */
  #note(change: StoredChange): void {
    if (change.type === 'ADDED') return
    const { object, previous, type } = change
    const name = object instanceof Pod ? object.identity.name : (object as Node).metadata.name
    const time = toSeconds(change.time)
    if (type === 'DELETED') this.log.push([time, `${name} gone`])
    const before = factsOf(previous)
    for (const [key, value] of factsOf(object)) {
      if (before.get(key) !== value) this.log.push([time, `${name} ${key}${value}`])
      before.delete(key)
    }
    for (const key of before.keys()) this.log.push([time, `${name} -${key}`])
  }
}

export interface NodeOptions {
  readonly labels?: Readonly<Record<string, string>>
  /** As kubectl writes them: `key=value:Effect`. */
  readonly taints?: readonly string[]
  /** '' for a node that says nothing of itself. */
  readonly ready?: '' | 'True' | 'False' | 'Unknown'
  readonly unschedulable?: boolean
}

export interface PodOptions {
  readonly node?: string
  readonly phase?: string
  readonly reason?: string
  readonly ready?: '' | 'True' | 'False' | 'Unknown'
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  /** `Kind/name`, the managing owner; its uid is `uid-of-NAME`. */
  readonly owner?: string
  readonly tolerations?: readonly JsonObject[]
  readonly volumes?: readonly JsonObject[]
  readonly finalizers?: readonly string[]
  /** Seconds before the start of the run. */
  readonly age?: number
  readonly grace?: number
}

const NO_PRESSURE = [
  { type: 'MemoryPressure', status: 'False' },
  { type: 'DiskPressure', status: 'False' },
  { type: 'PIDPressure', status: 'False' },
]

function podJson(name: string, options: PodOptions): JsonObject {
  const { ready = 'True', owner, age = 100 } = options
  const [kind = '', ownerName = ''] = owner?.split('/') ?? []
  const reference = {
    apiVersion: 'apps/v1',
    kind,
    name: ownerName,
    uid: `uid-of-${ownerName}`,
    controller: true,
  }
  return {
    metadata: {
      name,
      uid: `uid-of-${name}`,
      labels: options.labels ?? {},
      annotations: options.annotations ?? {},
      finalizers: options.finalizers ?? [],
      ownerReferences: owner === undefined ? [] : [reference],
      creationTimestamp: new Date(-1_000 * age).toISOString(),
    },
    spec: {
      nodeName: options.node ?? '',
      tolerations: options.tolerations ?? [],
      volumes: options.volumes ?? [],
      terminationGracePeriodSeconds: options.grace ?? 30,
    },
    status: {
      phase: options.phase ?? 'Running',
      reason: options.reason ?? '',
      conditions: ready === '' ? [] : [{ type: 'Ready', status: ready }],
    },
  }
}

function parseTaint(word: string): JsonObject {
  const [pair = '', effect = ''] = word.split(':')
  const [key = '', value] = pair.split('=')
  return { key, effect, ...(value === undefined ? {} : { value }) }
}

/** What the log tells of an object, in words. */
function factsOf(object: StoredChange['previous']): Map<string, string> {
  const facts = new Map<string, string>()
  if (object === undefined) return facts
  if (object instanceof Pod) {
    facts.set('phase ', object.phase)
    if (object.ready !== '') facts.set('Ready ', object.ready)
    for (const { type, status, reason } of object.conditions) {
      facts.set(`${type} `, `${status} ${reason}`.trim())
    }
    if (object.deletionGracePeriodSeconds >= 0) {
      facts.set('terminating, grace ', String(object.deletionGracePeriodSeconds))
    }
    return facts
  }
  const { spec, status } = object as Node
  for (const { key, effect } of spec.taints) {
    facts.set(`taint ${key.slice(key.indexOf('/') + 1)}:${effect}`, '')
  }
  for (const { type, status: value, reason } of status.conditions) {
    facts.set(`${type} `, value === 'Unknown' ? `${value} ${reason}` : value)
  }
  return facts
}

const NAMES: NameSource = {
  uid: (kind, namespace, name, incarnation) => `${kind}/${namespace}/${name}#${incarnation}`,
  generatedName: (generateName, _pinnedNode, count) => `${generateName}${count}`,
  podIP: () => '',
}
