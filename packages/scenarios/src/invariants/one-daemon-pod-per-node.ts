import type { PodDecision } from '@seatrial/controllers'
import {
  type DaemonSet,
  type Duration,
  type Pod,
  START,
  type SimTime,
  type StoredChange,
  after,
  allowsSurge,
  isTerminal,
  isTerminating,
  keyOf,
  minutes,
} from '@seatrial/core'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'
import { type DaemonNode, daemonNodes, targetOf } from './seen/daemon-nodes.ts'
import type { SeenCluster } from './seen/seen-cluster.ts'

export const ONE_DAEMON_POD_PER_NODE: InvariantText = {
  rule: 'one-daemon-pod-per-node',
  statement:
    'A DaemonSet pass makes a pod only for a node that should have one and that it sees without one, or with one where surge is allowed; so no node has more than one staying pod of a set, two with surge.',
  exceptions: [
    {
      versions: 'all',
      what: 'A creation that is still under way when the controllers’ process ends comes beside the one of the next process; that deletes one of the two.',
      recorded: '',
    },
  ],
}

const CONTROLLER = 'daemonset-controller'

/** How long a request may be under way after its process has ended. */
const LONGEST_WAY: Duration = minutes(1)

type DaemonDecision = Extract<PodDecision, { readonly set: DaemonSet }>

export class OneDaemonPodPerNode implements InvariantChecker {
  readonly #context: CheckerContext
  /** By set and node: what last decided to make a pod there. */
  readonly #makers = new Map<string, DaemonDecision>()
  /** By set and node: until when the creations of an earlier process may still come. */
  readonly #excusedUntil = new Map<string, SimTime>()
  /** The staying pods by set and node. */
  readonly #staying = new Map<string, Set<number>>()

  constructor(context: CheckerContext) {
    this.#context = context
  }

  processStarted(): void {
    const until = after(this.#context.simulation.now, LONGEST_WAY)
    for (const place of this.#makers.keys()) this.#excusedUntil.set(place, until)
  }

  decided(decision: PodDecision, seen: SeenCluster): void {
    if (decision.type !== 'manage-nodes' && decision.type !== 'roll-nodes') return
    const { set, plan, revisionHash } = decision
    if (plan.creates.length === 0) return
    const nodes = daemonNodes(set, revisionHash, {
      nodes: seen.readNodes(keyOf(set)),
      pods: seen.podsOwnedBy(set.metadata.uid),
      behaviours: this.#context.behaviours,
    })
    for (const { nodeName } of plan.creates) {
      this.#makers.set(placeOf(set.metadata.uid, nodeName), decision)
      const hindrance = hindranceOf(nodes.get(nodeName), decision)
      if (hindrance === undefined) continue
      const detail = `a pod is made for ${nodeName}, which ${hindrance}`
      this.#context.report('one-daemon-pod-per-node', `daemonset/${set.metadata.name}`, detail)
    }
  }

  changed({ type, resource, object, by }: StoredChange): void {
    if (resource !== 'pods') return
    const pod = object as Pod
    const { controller } = pod.metadata
    if (controller?.kind !== 'DaemonSet') return
    const place = placeOf(controller.uid, targetOf(pod))
    const staying = this.#staying.get(place) ?? new Set()
    this.#staying.set(place, staying)
    if (type === 'DELETED' || isTerminating(pod) || isTerminal(pod)) {
      staying.delete(pod.identity.number)
    } else {
      staying.add(pod.identity.number)
      if (type === 'ADDED' && by === CONTROLLER) this.#judge(pod, place, staying.size)
    }
  }

  /** A pod that the controller has made has come to its node. */
  #judge(pod: Pod, place: string, count: number): void {
    const maker = this.#makers.get(place)
    const allowed = maker === undefined ? 1 : podsAllowed(maker)
    if (count <= allowed) return
    if ((this.#excusedUntil.get(place) ?? START) >= this.#context.simulation.now) return
    const detail = `${count} staying pods on ${targetOf(pod)}, of ${allowed} allowed`
    this.#context.report('one-daemon-pod-per-node', `pod/${pod.identity.name}`, detail)
  }
}

/** Why no pod should be made for a node; undefined when nothing speaks against it. */
function hindranceOf(node: DaemonNode | undefined, decision: DaemonDecision): string | undefined {
  if (node?.shouldRun !== true) return 'should have none'
  const { current, outdated, pods } = node
  // With surge a pod that has failed does not keep its node from getting another one.
  const running = [...current, ...outdated].filter((pod) => !isTerminal(pod))
  const counted = allowsSecondPod(decision.set) ? running : pods
  return counted.length < podsAllowed(decision) ? undefined : `has ${counted.length} already`
}

/** How many pods a node may have of a set, once the one that is being made is there. */
function podsAllowed({ set, type }: DaemonDecision): number {
  return type === 'roll-nodes' && allowsSecondPod(set) ? 2 : 1
}

function allowsSecondPod({ spec: { updateStrategy } }: DaemonSet): boolean {
  return (
    updateStrategy.type === 'RollingUpdate' && allowsSurge(updateStrategy.rollingUpdate?.maxSurge)
  )
}

function placeOf(setUid: string, nodeName: string): string {
  return `${setUid}/${nodeName}`
}
