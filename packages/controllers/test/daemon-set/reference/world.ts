import {
  type ApiTime,
  type Behaviours,
  type DaemonSet,
  type JsonObject,
  type Node,
  type Pod,
  PodMetadata,
  type SimTime,
  type StoredChange,
  type StoredObject,
  draftOf,
} from '@seatrial/core'
import type { KnownDaemonSet } from '../../../src/daemon-set/known-daemon-set.ts'
import { KnownDaemonSets } from '../../../src/daemon-set/known-daemon-sets.ts'
import { DaemonPlacement } from '../../../src/daemon-set/node-eligibility.ts'
import { NEW, OLD, aDaemonSet, aNode, aPod, aRevision, template } from '../builders.ts'
import type { ReferenceState } from './reference-state.ts'

/** One thing that happens: which kind of thing, to whom, and how. Any whole numbers will do. */
export type Happening = readonly [kind: number, whom: number, how: number]

const NODE_COUNT = 7
const HASHES = [NEW, OLD, 'older', ''] as const
const PHASES = ['Pending', 'Running', 'Running', 'Running', 'Failed', 'Succeeded'] as const
const TAINTS = [[], [], [], ['NoSchedule'], ['NoExecute']] as const
const LIMITS = [
  { maxUnavailable: 1 },
  { maxUnavailable: 3 },
  { maxUnavailable: '40%' },
  { maxUnavailable: 0 },
  { maxUnavailable: 'many' },
  { maxSurge: 1 },
  { maxSurge: '50%' },
  { maxSurge: 'many', maxUnavailable: 2 },
] as const

/**
 * A small cluster in which anything happens, told to the index change by change and kept whole for the
 * reference beside it.
 */
export class World {
  readonly known: KnownDaemonSet
  now = 0 as SimTime
  #set: DaemonSet = aDaemonSet()
  #revisionNumber = 1
  #podCount = 0
  readonly #switches: Behaviours
  readonly #sets: KnownDaemonSets
  readonly #nodes = new Map<string, Node>()
  readonly #pods = new Map<number, Pod>()

  constructor(switches: Behaviours) {
    this.#switches = switches
    this.#sets = new KnownDaemonSets('by-name', switches)
    this.known = this.#sets.of(this.#set)
  }

  get set(): DaemonSet {
    return this.#set
  }

  /** What the rules may read. */
  get state(): ReferenceState {
    return {
      set: this.#set,
      placement: new DaemonPlacement(podSpecOf(this.#set), false),
      hash: NEW,
      templateGeneration:
        this.#set.metadata.annotations['deprecated.daemonset.template.generation'],
      nodes: [...this.#nodes.values()].sort(byName),
      pods: [...this.#pods.values()].filter(isSelected).sort(byPodName),
      now: this.now,
      switches: this.#switches,
    }
  }

  /** The pods that the set controls and does not select. */
  get strangers(): readonly string[] {
    return [...this.#pods.values()]
      .filter((pod) => !isSelected(pod))
      .map(({ identity }) => identity.name)
  }

  /** Brings the index up to date, as a sync does. */
  refresh(): void {
    const { index } = this.known
    index.readNodes(this.known.placementOf(this.#set))
    this.known.judgeBy(this.#set, aRevision({ number: this.#revisionNumber }))
    index.refresh(this.now)
  }

  happen([kind, whom, how]: Happening): void {
    switch (kind % 12) {
      case 0:
        this.#changeNode(whom, how)
        break
      case 1:
        this.#removeNode(whom)
        break
      case 2:
      case 3:
      case 4:
        this.#addPod(whom, how)
        break
      case 5:
        this.#withPod(whom, (draft) => {
          draft.phase = pick(PHASES, how)
        })
        break
      case 6:
      case 7:
        this.#withPod(whom, (draft) => {
          draft.ready = draft.ready === 'True' ? 'False' : 'True'
          draft.readyTransitionTime = Math.floor(this.now / 1_000_000) as ApiTime
        })
        break
      case 8:
        this.#withPod(whom, (draft) => this.#disturb(draft, how))
        break
      case 9:
        this.#removePod(whom)
        break
      case 10:
        this.now = (this.now + pick([1, 999_999, 1_000_000, 3_500_000], how)) as SimTime
        break
      default:
        this.#changeSet(how)
    }
  }

  #changeNode(whom: number, how: number): void {
    const name = `node-${whom % NODE_COUNT}`
    const taints = pick(TAINTS, how).map((effect) => ({ key: 'dedicated', effect }))
    const node = aNode(name, { taints, labels: { pool: how % 2 === 0 ? 'a' : 'b' } })
    const previous = this.#nodes.get(name)
    this.#nodes.set(name, node)
    this.#sets.nodes.changed(change(node, previous))
  }

  #removeNode(whom: number): void {
    const node = this.#nodes.get(`node-${whom % NODE_COUNT}`)
    if (node === undefined) return
    this.#nodes.delete(node.metadata.name)
    this.#sets.nodes.changed({ ...change(node, node), type: 'DELETED' })
  }

  #addPod(whom: number, how: number): void {
    const hasNode = how % 17 !== 0
    const pod = aPod({
      name: `pod-${how % 97}-${++this.#podCount}`,
      ...(hasNode && { node: `node-${whom % NODE_COUNT}` }),
      bound: hasNode && how % 5 !== 0,
      hash: pick(HASHES, how),
      phase: pick(PHASES, how >> 3),
      ready: how % 3 === 0 ? 'False' : 'True',
      readySince: Math.floor(this.now / 1_000_000) - (how % 6),
      created: how % 4,
      terminating: how % 7 === 0,
      labels: {
        ...(how % 11 === 0 && { 'pod-template-generation': '7' }),
        ...(how % 19 === 0 && { app: 'other' }),
      },
    })
    this.#put(pod, undefined)
  }

  /** Termination, binding, another revision, other labels. */
  #disturb(draft: Pod, how: number): void {
    if (how % 4 === 0) draft.deletionTimestamp = 0 as ApiTime
    else if (how % 4 === 1)
      draft.nodeName ||= draft.identity.pinnedNode || `node-${how % NODE_COUNT}`
    else {
      const { labels, ownerReferences } = draft.metadata
      const changed =
        how % 4 === 2
          ? { 'controller-revision-hash': pick(HASHES, how >> 2) }
          : { app: labels['app'] === 'agent' ? 'other' : 'agent' }
      draft.metadata = new PodMetadata({ labels: { ...labels, ...changed }, ownerReferences })
    }
  }

  #changeSet(how: number): void {
    const { type } = this.#set.spec.updateStrategy
    if (how % 9 === 0) this.#revisionNumber++
    this.#set = aDaemonSet({
      minReadySeconds: how % 3 === 0 ? 0 : 3,
      template: template('agent:2', how % 5 === 0 ? { nodeSelector: { pool: 'a' } } : {}),
      metadata: {
        annotations: how % 4 === 0 ? { 'deprecated.daemonset.template.generation': '7' } : {},
      },
      updateStrategy: {
        type: how % 13 === 0 ? 'OnDelete' : type === 'OnDelete' ? 'RollingUpdate' : type,
        rollingUpdate: pick(LIMITS, how),
      },
    })
  }

  #withPod(whom: number, alter: (draft: Pod) => void): void {
    const pod = [...this.#pods.values()][whom % Math.max(1, this.#pods.size)]
    if (pod === undefined) return
    const draft = draftOf(pod)
    alter(draft)
    this.#put(draft, pod)
  }

  #removePod(whom: number): void {
    const pod = [...this.#pods.values()][whom % Math.max(1, this.#pods.size)]
    if (pod === undefined) return
    this.#pods.delete(pod.identity.number)
    this.#sets.pods.changed({ ...change(pod, pod), type: 'DELETED' })
  }

  #put(pod: Pod, previous: Pod | undefined): void {
    this.#pods.set(pod.identity.number, pod)
    this.#sets.pods.changed(change(pod, previous))
  }
}

function podSpecOf({ spec }: DaemonSet): JsonObject {
  return (spec.template['spec'] ?? {}) as JsonObject
}

function change(object: StoredObject, previous: StoredObject | undefined): StoredChange {
  return {
    type: previous === undefined ? 'ADDED' : 'MODIFIED',
    resource: 'pods',
    object,
    previous,
    time: 0 as SimTime,
    resourceVersion: 0,
    by: '',
    why: '',
  }
}

function pick<T>(choices: readonly T[], number: number): T {
  return choices[number % choices.length]!
}

function isSelected(pod: Pod): boolean {
  return pod.metadata.labels['app'] === 'agent'
}

function byName(one: Node, other: Node): number {
  return one.metadata.name < other.metadata.name ? -1 : 1
}

function byPodName(one: Pod, other: Pod): number {
  return one.identity.name < other.identity.name ? -1 : 1
}
