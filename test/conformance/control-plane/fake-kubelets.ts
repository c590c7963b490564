import {
  Alarms,
  type ApiServer,
  type ChangeListener,
  type ContainerStatuses,
  type Node,
  PHASES,
  Pod,
  type PodCondition,
  type PodPhase,
  type SimTime,
  type Simulation,
  type StoredChange,
  conditionsOf,
  draftOf,
  isBound,
  isTerminal,
  isTerminating,
  milliseconds,
  toApiTime,
  withPodCondition,
} from '@seatrial/core'
import type { Stages } from './trace-case.ts'

const CAUSE = { by: 'kubelet', why: '' }

/** What a fake kubelet does next for a pod. */
type Step =
  | 'start'
  | 'sandbox'
  | 'ready'
  | 'pull-error'
  | 'back-off'
  | 'noticed'
  | 'stopped'
  | 'gone'
  | 'recheck'

interface PlannedStep {
  readonly podNumber: number
  readonly step: Step
}

/**
 * The fake kubelets of the recordings: constant delays, one status write a step, and nothing else. A
 * machine without power does nothing; when it is back, its pods are handled at once.
 */
export class FakeKubelets implements ChangeListener {
  readonly #simulation: Simulation
  readonly #server: ApiServer
  /** Nodes without power. */
  readonly #dark = new Set<string>()
  readonly #stages: Stages
  readonly #hasKubelet: (node: Node) => boolean
  readonly #steps: Alarms<PlannedStep>

  constructor(options: {
    readonly simulation: Simulation
    readonly server: ApiServer
    readonly stages: Stages
    /** Whether a kubelet stands behind a Node object at all. */
    readonly hasKubelet: (node: Node) => boolean
  }) {
    this.#simulation = options.simulation
    this.#server = options.server
    this.#stages = options.stages
    this.#hasKubelet = options.hasKubelet
    this.#steps = new Alarms(options.simulation, {
      name: 'FakeKubeletStep',
      phase: PHASES.clusterTimer,
      ring: (planned) => this.#take(planned),
    })
    options.server.subscribe(this, ['pods'])
  }

  changed({ type, object, previous }: StoredChange): void {
    const pod = object as Pod
    const before = previous as Pod | undefined
    if (type === 'DELETED' || !isBound(pod)) return
    if (before === undefined || !isBound(before)) this.#plan(pod, 'start')
    if (isTerminating(pod) && before?.deletionTimestamp !== pod.deletionTimestamp) {
      this.#plan(pod, 'noticed')
    }
    const isMarkedByOthers = before?.ready === 'True' && pod.ready === 'False'
    if (isMarkedByOthers && pod.phase === 'Running' && pod.readyReason === '') {
      this.#plan(pod, 'recheck')
    }
  }

  /** The pods of the node are left as they are. */
  losePower(nodeName: string): void {
    this.#dark.add(nodeName)
  }

  /** The kubelet of the node starts again: it stops and starts pods at once. */
  restorePower(nodeName: string): void {
    this.#dark.delete(nodeName)
    for (const pod of this.#podsOn(nodeName)) {
      if (isTerminating(pod)) this.#plan(pod, 'noticed')
      else if (pod.phase === 'Pending') this.#plan(pod, 'start')
    }
  }

  /** The node is posted: pods that others have said not to be ready are looked at again. */
  nodePosted(nodeName: string): void {
    for (const pod of this.#podsOn(nodeName)) {
      const isMarked = pod.phase === 'Running' && pod.ready === 'False' && !isTerminating(pod)
      if (isMarked) this.#plan(pod, 'recheck')
    }
  }

  *#podsOn(nodeName: string): Generator<Pod> {
    for (const pod of this.#server.list('pods').values()) if (pod.nodeName === nodeName) yield pod
  }

  #notice(pod: Pod): void {
    if (pod.observedGeneration !== 0 && pod.observedGeneration < pod.generation) {
      const draft = draftOf(pod)
      draft.observedGeneration = pod.generation
      this.#server.commitPod(draft, CAUSE)
    }
    this.#plan(pod, isTerminal(pod) ? 'gone' : 'stopped')
  }

  #plan(pod: Pod, step: Step): void {
    const delay = milliseconds(delayOf(pod, step, this.#stages))
    const time = (this.#simulation.now + delay) as SimTime
    this.#steps.setAt(time, { podNumber: pod.identity.number, step })
  }

  #take({ podNumber, step }: PlannedStep): void {
    const pod = this.#server.podByNumber(podNumber)
    if (pod === undefined || !this.#isAlive(pod)) return
    switch (step) {
      case 'start':
        if (pod.phase === 'Pending' && !isTerminating(pod)) this.#start(pod)
        break
      case 'sandbox':
        if (pod.phase === 'Pending' && !isTerminating(pod)) this.#makeSandbox(pod)
        break
      case 'ready':
        if (pod.phase === 'Pending' && !isTerminating(pod)) this.#run(pod)
        break
      case 'pull-error':
        if (pod.phase === 'Pending' && !isTerminating(pod)) this.#failToPull(pod, 'ErrImagePull')
        break
      case 'back-off':
        if (pod.phase === 'Pending' && !isTerminating(pod)) {
          this.#failToPull(pod, 'ImagePullBackOff')
        }
        break
      case 'noticed':
        this.#notice(pod)
        break
      case 'stopped':
        if (!isTerminal(pod)) this.#stop(pod)
        break
      case 'gone':
        this.#server.removePod(pod, CAUSE)
        break
      case 'recheck':
        if (pod.phase === 'Running' && pod.ready === 'False' && !isTerminating(pod)) {
          this.#write(pod, { ready: true, readyReason: '' })
        }
        break
    }
  }

  #start(pod: Pod): void {
    this.#write(pod, {
      containers: containersOf(pod, { type: 'waiting', reason: 'ContainerCreating' }),
      conditions: conditionsOf('creating'),
      ready: false,
      readyReason: 'ContainersNotReady',
      isFirst: true,
    })
    this.#plan(pod, 'sandbox')
  }

  #makeSandbox(pod: Pod): void {
    this.#write(pod, { conditions: conditionsOf('sandbox'), hasAddress: true })
    this.#plan(pod, imagesOf(pod).some(isBroken) ? 'pull-error' : 'ready')
  }

  #run(pod: Pod): void {
    const isReady = pod.metadata.annotations['fake/never-ready'] === undefined
    this.#write(pod, {
      phase: 'Running',
      containers: containersOf(pod, { type: 'running' }, isReady),
      conditions: conditionsOf(isReady ? 'running' : 'started'),
      ready: isReady,
      readyReason: isReady ? '' : 'ContainersNotReady',
    })
  }

  #failToPull(pod: Pod, reason: 'ErrImagePull' | 'ImagePullBackOff'): void {
    this.#write(pod, { containers: containersOf(pod, { type: 'waiting', reason }) })
    if (reason === 'ErrImagePull') this.#plan(pod, 'back-off')
  }

  #stop(pod: Pod): void {
    const hasRun = pod.phase === 'Running'
    const end = hasRun
      ? { reason: 'Completed', exitCode: 0 }
      : { reason: 'ContainerStatusUnknown', exitCode: 137 }
    this.#write(pod, {
      phase: hasRun ? 'Succeeded' : 'Failed',
      containers: containersOf(pod, { type: 'terminated', signal: 0, ...end }),
      conditions: conditionsOf('ended'),
      ready: false,
      readyReason: hasRun ? 'PodCompleted' : 'PodFailed',
    })
    this.#plan(pod, 'gone')
  }

  #write(pod: Pod, status: WrittenStatus): void {
    const draft = draftOf(pod)
    const { phase, containers, conditions, ready, readyReason } = status
    if (phase !== undefined) draft.phase = phase
    if (containers !== undefined) draft.containers = containers
    if (conditions !== undefined) draft.conditions = ownConditions(pod, conditions)
    if (readyReason !== undefined) draft.readyReason = readyReason
    if (ready !== undefined && draft.ready !== (ready ? 'True' : 'False')) {
      draft.ready = ready ? 'True' : 'False'
      draft.readyTransitionTime = toApiTime(this.#simulation.now)
    }
    if (status.isFirst === true) {
      draft.startTime = toApiTime(this.#simulation.now)
      draft.observedGeneration = pod.generation
    }
    if (status.hasAddress === true) draft.podIP = this.#server.podIPOf(pod)
    this.#server.commitPod(draft, CAUSE)
  }

  #isAlive({ nodeName }: Pod): boolean {
    const node = this.#server.get('nodes', '', nodeName)
    return node !== undefined && this.#hasKubelet(node) && !this.#dark.has(nodeName)
  }
}

interface WrittenStatus {
  readonly phase?: PodPhase
  readonly containers?: ContainerStatuses
  readonly conditions?: readonly PodCondition[]
  readonly ready?: boolean
  readonly readyReason?: string
  /** The kubelet's first write: it has seen the pod. */
  readonly isFirst?: boolean
  readonly hasAddress?: boolean
}

/** The kubelet's own conditions in the place of its earlier ones; those of others stay. */
function ownConditions(pod: Pod, own: readonly PodCondition[]): readonly PodCondition[] {
  return own.reduce(withPodCondition, pod.conditions)
}

const DELAYED_BY_ANNOTATION: readonly Step[] = ['start', 'sandbox', 'ready', 'stopped', 'gone']

function delayOf(pod: Pod, step: Step, stages: Stages): number {
  const name = step === 'stopped' ? 'stop' : step
  const annotation = pod.metadata.annotations[`fake/${name}`]
  if (annotation !== undefined && DELAYED_BY_ANNOTATION.includes(step)) {
    return parseFloat(annotation) * (annotation.endsWith('ms') ? 1 : 1_000)
  }
  switch (step) {
    case 'pull-error':
      return stages.pullerr
    case 'back-off':
      return stages.backoff
    case 'noticed':
      return 0
    case 'stopped':
      return stages.stop
    default:
      return stages[step]
  }
}

function imagesOf({ specification }: Pod): readonly string[] {
  const containers = specification.template['containers'] as readonly { readonly image?: string }[]
  return containers.map(({ image = '' }) => image)
}

function isBroken(image: string): boolean {
  return image.includes('broken')
}

function containersOf(
  { specification }: Pod,
  state: ContainerStatuses['main'][number]['state'],
  isReady = false,
): ContainerStatuses {
  const containers = specification.template['containers'] as readonly { readonly name: string }[]
  const main = containers.map(({ name }) => ({
    name,
    state,
    ready: isReady,
    started: state.type === 'running',
    restartCount: 0,
    lastTerminationTime: -1,
  }))
  return { init: [], main } as unknown as ContainerStatuses
}
