import {
  ApiServer,
  type ApiTime,
  type Behaviours,
  type DaemonSet,
  KeyedNames,
  NEW_DAEMON_SET_STATUS,
  NEW_STATEFUL_SET_STATUS,
  NO_FINALIZERS,
  NO_OWNERS,
  NO_STRINGS,
  NO_VOLUMES,
  type Node,
  type ObjectMeta,
  type Pod,
  PodMetadata,
  RandomStreams,
  type ResourceTypes,
  type SimTime,
  type StatefulSet,
  type StatefulSetSpec,
  type StatefulSetStatus,
  UNSET,
  behaviours,
  conditionsOf,
  draftOf,
  podSpecification,
  seconds,
  toApiTime,
} from '@seatrial/core'
import { RunRecorder, type RunRecorderOptions } from '../../src/results/run-recorder.ts'

const SPECIFICATION = podSpecification({ containers: [{ name: 'main', image: 'app:1' }] })
export const BEHAVIOURS: Behaviours = behaviours('1.37')

/** A store whose every change a test makes itself, at the time that it says, with a recorder on it. */
export class StagedCluster {
  readonly server: ApiServer
  readonly recorder: RunRecorder
  readonly #clock: { now: SimTime } = { now: 0 as SimTime }

  constructor(options: Partial<RunRecorderOptions> = {}) {
    this.server = new ApiServer({
      clock: this.#clock,
      names: new KeyedNames(new RandomStreams('staged', 0)),
      writesBeforeRemoval: true,
      protectsClaims: false,
      deletionRaisesGeneration: true,
    })
    this.recorder = new RunRecorder({
      server: this.server,
      behaviours: BEHAVIOURS,
      timeline: 'keep',
      pods: 'keep',
      ...options,
    })
  }

  get now(): SimTime {
    return this.#clock.now
  }

  /** From now on it is so many seconds after the start. */
  at(time: number): this {
    this.#clock.now = seconds(time) as number as SimTime
    return this
  }

  finishAt(time: number): RunRecorder {
    this.at(time)
    this.recorder.finish()
    return this.recorder
  }

  node(name: string, zone: string, isReady = true): void {
    this.server.create(aNode(name, zone, isReady), USER)
  }

  setNodeReady(name: string, isReady: boolean): void {
    const node = this.server.get('nodes', '', name) as Node
    const { status } = aNode(name, '', isReady)
    this.server.updateStatus({ ...node, status }, { by: 'node-lifecycle-controller', why: '' })
  }

  statefulSet(name: string, spec: Partial<StatefulSetSpec> = {}): StatefulSet {
    const set: StatefulSet = {
      kind: 'StatefulSet',
      metadata: meta(name),
      spec: { ...STATEFUL_SET_SPEC, ...spec },
      status: NEW_STATEFUL_SET_STATUS,
    }
    this.server.create(set, USER)
    return this.stored('statefulsets', name)
  }

  changeStatefulSet(name: string, spec: Partial<StatefulSetSpec>): void {
    const set = this.stored('statefulsets', name)
    const { metadata } = set
    this.server.update(
      {
        ...set,
        metadata: { ...metadata, resourceVersion: 0, generation: metadata.generation + 1 },
        spec: { ...set.spec, ...spec },
      },
      USER,
    )
  }

  /** The controller has seen the newest spec; the status is what a controller would write. */
  statefulSetStatus(name: string, status: Partial<StatefulSetStatus>): void {
    const set = this.stored('statefulsets', name)
    const { generation } = set.metadata
    this.server.updateStatus(
      { ...set, status: { ...set.status, observedGeneration: generation, ...status } },
      STATEFUL_SET_CONTROLLER,
    )
  }

  daemonSet(name: string, spec: Partial<DaemonSet['spec']> = {}): DaemonSet {
    const set: DaemonSet = {
      kind: 'DaemonSet',
      metadata: meta(name),
      spec: {
        selector: { matchLabels: { app: name } },
        template: {},
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: {} },
        minReadySeconds: 0,
        revisionHistoryLimit: 10,
        ...spec,
      },
      status: NEW_DAEMON_SET_STATUS,
    }
    this.server.create(set, USER)
    return this.stored('daemonsets', name)
  }

  daemonSetStatus(name: string, status: Partial<DaemonSet['status']>): void {
    const set = this.stored('daemonsets', name)
    const { generation } = set.metadata
    this.server.updateStatus(
      { ...set, status: { ...set.status, observedGeneration: generation, ...status } },
      DAEMON_SET_CONTROLLER,
    )
  }

  /** A ControllerRevision of a DaemonSet. */
  revision(setName: string, hash: string, revision: number): void {
    const set = this.stored('daemonsets', setName)
    this.server.create(
      {
        kind: 'ControllerRevision',
        metadata: {
          ...meta(`${setName}-${hash}`),
          labels: { 'controller-revision-hash': hash },
          ownerReferences: [ownerOf(set)],
        },
        revision,
        data: '{}',
        content: {},
      },
      DAEMON_SET_CONTROLLER,
    )
  }

  /** The stored version of a set. */
  stored<R extends 'statefulsets' | 'daemonsets'>(resource: R, name: string): ResourceTypes[R] {
    return this.server.get(resource, 'default', name)!
  }

  /** A pod of the set; `place` is its ordinal, or the node that it is meant for. */
  pod(
    set: StatefulSet | DaemonSet,
    place: number | string,
    revision: string,
    name = `${set.metadata.name}-${place}`,
  ): string {
    this.server.createPod(
      {
        name,
        generateName: '',
        metadata: podMetadata(set, revision),
        specification: SPECIFICATION,
        volumes: NO_VOLUMES,
        pinnedNode: typeof place === 'string' ? place : '',
        nodeName: '',
      },
      'default',
      CONTROLLERS[set.kind],
    )
    return name
  }

  bind(name: string, nodeName: string): void {
    this.#change(name, 'scheduler', (draft) => {
      draft.nodeName = nodeName
    })
  }

  accept(name: string): void {
    this.#change(name, 'kubelet', (draft) => {
      draft.startTime = toApiTime(this.now)
      draft.conditions = conditionsOf('creating')
    })
  }

  sandbox(name: string): void {
    this.#change(name, 'kubelet', (draft) => {
      draft.conditions = conditionsOf('sandbox')
    })
  }

  run(name: string, isReady = false): void {
    this.#change(name, 'kubelet', (draft) => {
      draft.phase = 'Running'
      draft.conditions = conditionsOf(isReady ? 'running' : 'started')
      setReady(draft, isReady, this.now)
    })
  }

  fail(name: string, reason = ''): void {
    this.#change(name, 'kubelet', (draft) => {
      draft.phase = 'Failed'
      draft.reason = reason
      setReady(draft, false, this.now)
    })
  }

  delete(name: string, by: string, why = ''): void {
    const pod = this.server.get('pods', 'default', name) as Pod
    this.server.deletePod(pod, {}, { by, why })
  }

  /** The kubelet has stopped the containers. */
  end(name: string): void {
    this.#change(name, 'kubelet', (draft) => {
      draft.phase = 'Succeeded'
      setReady(draft, false, this.now)
    })
  }

  remove(name: string, by = 'kubelet'): void {
    this.server.removePod(this.server.get('pods', 'default', name) as Pod, { by, why: '' })
  }

  /** From created to ready at this instant. */
  readyPod(
    set: StatefulSet | DaemonSet,
    place: number | string,
    revision: string,
    node: string,
    name?: string,
  ): string {
    const made = this.pod(set, place, revision, name)
    this.bind(made, node)
    this.run(made, true)
    return made
  }

  #change(name: string, by: string, change: (draft: Pod) => void): void {
    const draft = draftOf(this.server.get('pods', 'default', name) as Pod)
    change(draft)
    this.server.commitPod(draft, { by, why: '' })
  }
}

const USER = { by: 'user', why: '' }
const STATEFUL_SET_CONTROLLER = { by: 'statefulset-controller', why: '' }
const DAEMON_SET_CONTROLLER = { by: 'daemonset-controller', why: '' }
const CONTROLLERS = { StatefulSet: STATEFUL_SET_CONTROLLER, DaemonSet: DAEMON_SET_CONTROLLER }

const STATEFUL_SET_SPEC: StatefulSetSpec = {
  replicas: 3,
  selector: null,
  template: {},
  serviceName: '',
  podManagementPolicy: 'OrderedReady',
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  minReadySeconds: 0,
  revisionHistoryLimit: 10,
  volumeClaimTemplates: [],
}

function setReady(draft: Pod, isReady: boolean, now: SimTime): void {
  const status = isReady ? 'True' : 'False'
  if (draft.ready === status) return
  draft.ready = status
  draft.readyTransitionTime = toApiTime(now)
}

function aNode(name: string, zone: string, isReady: boolean): Node {
  return {
    kind: 'Node',
    metadata: {
      ...meta(name),
      namespace: '',
      labels: zone === '' ? {} : { 'topology.kubernetes.io/zone': zone },
    },
    spec: { unschedulable: false, taints: [] },
    status: {
      capacity: {},
      allocatable: {},
      conditions: [
        {
          type: 'Ready',
          status: isReady ? 'True' : 'Unknown',
          reason: '',
          lastTransitionTime: 0 as ApiTime,
        },
      ],
      other: {},
    },
  }
}

function podMetadata(set: StatefulSet | DaemonSet, revision: string): PodMetadata {
  return new PodMetadata({
    labels: { 'controller-revision-hash': revision },
    ownerReferences: [ownerOf(set)],
  })
}

function ownerOf({ kind, metadata }: StatefulSet | DaemonSet) {
  return { apiVersion: 'apps/v1', kind, name: metadata.name, uid: metadata.uid, controller: true }
}

function meta(name: string): ObjectMeta {
  return {
    name,
    namespace: 'default',
    uid: '',
    resourceVersion: 0,
    generation: 1,
    creationTimestamp: UNSET,
    deletionTimestamp: UNSET,
    labels: NO_STRINGS,
    annotations: NO_STRINGS,
    ownerReferences: NO_OWNERS,
    finalizers: NO_FINALIZERS,
  }
}
