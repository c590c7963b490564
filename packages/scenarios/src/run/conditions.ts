import {
  type ApiServer,
  type ChangeListener,
  Pod,
  type StoredChange,
  isTerminating,
  nodeReadiness,
} from '@seatrial/core'
import { AvailabilityTally } from './availability-tally.ts'
import { UnreadyNodes } from './unready-nodes.ts'
import type { Condition } from '../format/scenario/condition.ts'
import type { WorkloadSelection } from '../format/language/selection.ts'
import type { NodeUpgrades } from './node-upgrades/node-upgrades.ts'
import type { Cluster } from './cluster.ts'
import type { UserChanges } from './user-changes.ts'
import {
  type WorkloadObject,
  availablePods,
  desiredPods,
  hasObservedSpec,
  isRolledOut,
  isWorkloadAvailable,
  isWorkloadReady,
  updateRevisionOf,
  updatedPods,
} from './workload-state.ts'

/** A state to wait for, without the time to wait after it. */
export type StateCondition = Condition

/**
 * Judges states of the cluster from what is stored. What the stored status does not tell, how many
 * pods of a set there are and how many of them are terminating, is counted along.
 */
export class Conditions implements ChangeListener {
  readonly #cluster: Cluster
  readonly #server: ApiServer
  readonly #changes: UserChanges
  readonly #upgrades: NodeUpgrades
  readonly #pods = new Map<string, PodCount>()
  readonly #listeners: (() => void)[] = []
  readonly #tallies = new Map<StateCondition, AvailabilityTally>()
  // Made once, since they are asked about after nearly every event.
  readonly #settled = (set: WorkloadObject): boolean => this.#isSettled(set)
  readonly #updated = (set: WorkloadObject): boolean => this.#isUpdated(set)
  #unreadyNodes: UnreadyNodes | undefined
  #followsDrains = false

  constructor(cluster: Cluster, changes: UserChanges, upgrades: NodeUpgrades) {
    const { server } = cluster
    this.#cluster = cluster
    this.#server = server
    this.#changes = changes
    this.#upgrades = upgrades
    upgrades.listen(() => this.#tell())
    server.subscribe(this, ['pods'])
    for (const pod of server.list('pods').values()) this.#count(pod, 1)
  }

  changed(change: StoredChange): void {
    const pod = change.object as Pod
    const before = change.previous as Pod | undefined
    if (before !== undefined && change.type === 'MODIFIED' && isCountedAlike(before, pod)) return
    if (before !== undefined) this.#count(before, -1)
    if (change.type !== 'DELETED') this.#count(pod, 1)
  }

  /** Tells of what may have changed a state without a stored change. */
  listen(mayHaveChanged: () => void): void {
    this.#listeners.push(mayHaveChanged)
  }

  holds(condition: StateCondition): boolean {
    switch (condition.type) {
      case 'ready':
        return this.#all(condition.workloads, isWorkloadReady)
      case 'available':
        return this.#tallyOf(condition).reaches(condition.share)
      case 'updated':
        return this.#all(condition.workloads, this.#updated)
      case 'rolledOut':
        return this.#all(condition.workloads, isRolledOut)
      case 'settled':
        return this.#all(condition.workloads, this.#settled)
      case 'created':
        return this.#changes.find(condition.object) !== undefined
      case 'deleted':
        return this.#changes.find(condition.object) === undefined
      case 'drained':
        return this.#areDrained()
      case 'upgraded':
        return this.#upgrades.areDone
      case 'podReady': {
        const pod = this.#changes.find({ kind: 'Pod', name: condition.pod })
        return pod instanceof Pod && pod.ready === 'True' && !isTerminating(pod)
      }
      case 'nodeReady': {
        const node = this.#server.get('nodes', '', condition.node)
        return node !== undefined && nodeReadiness(node) === 'True'
      }
    }
  }

  /** False, too, when a set that is named does not exist. */
  #all(selection: WorkloadSelection, holds: (set: WorkloadObject) => boolean): boolean {
    const statefulSets = this.#server.list('statefulsets')
    const daemonSets = this.#server.list('daemonsets')
    if (selection === 'all') return statefulSets.every(holds) && daemonSets.every(holds)
    for (const { kind, namespace, name } of selection) {
      const sets = kind === 'StatefulSet' ? statefulSets : daemonSets
      const set = namespace === undefined ? sets.findNamed(name) : sets.get(namespace, name)
      if (set === undefined || !holds(set)) return false
    }
    return true
  }

  #areDrained(): boolean {
    const { drains } = this.#cluster
    if (!this.#followsDrains) {
      this.#followsDrains = true
      drains.listen({
        said: (_drain, { type }) => {
          if (type === 'ended') this.#tell()
        },
      })
    }
    return drains.drains.length > 0 && this.#cluster.drainsUnderWay.length === 0
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }

  /** Counts a pod of a set in, or out again. */
  #count(pod: Pod, step: 1 | -1): void {
    const owner = ownerOf(pod)
    if (owner === undefined) return
    let count = this.#pods.get(owner)
    if (count === undefined) {
      count = { existing: 0, terminating: 0 }
      this.#pods.set(owner, count)
    }
    count.existing += step
    if (isTerminating(pod)) count.terminating += step
  }

  #isSettled(set: WorkloadObject): boolean {
    const count = this.#pods.get(set.metadata.uid)
    return (
      isWorkloadAvailable(set) &&
      isRolledOut(set) &&
      (count?.terminating ?? 0) === 0 &&
      (count?.existing ?? 0) === desiredPods(set)
    )
  }

  /** Followed from the first time on that somebody asks. */
  #tallyOf(condition: Extract<StateCondition, { readonly type: 'available' }>): AvailabilityTally {
    let tally = this.#tallies.get(condition)
    if (tally === undefined) {
      tally = new AvailabilityTally(this.#server, condition.workloads)
      this.#tallies.set(condition, tally)
    }
    return tally
  }

  /** Rolled out, but for pods on nodes that are not ready: nothing can be done for those. */
  #isUpdated(set: WorkloadObject): boolean {
    if (!hasObservedSpec(set)) return false
    const old = desiredPods(set) - updatedPods(set)
    const down = desiredPods(set) - availablePods(set)
    if (old <= 0 && down <= 0) return true
    this.#unreadyNodes ??= new UnreadyNodes(this.#server, this.#cluster.kubelets)
    const heldBack = this.#unreadyNodes.podsOf(set)
    if (Math.max(old, down) > heldBack.length) return false
    const revisions = this.#server.list('controllerrevisions').inNamespace(set.metadata.namespace)
    const updateRevision = updateRevisionOf(set, revisions)
    const heldBackOld = heldBack.filter(({ metadata }) => metadata.revision !== updateRevision)
    const heldBackDown = heldBack.filter(({ ready }) => ready !== 'True')
    return old <= heldBackOld.length && down <= heldBackDown.length
  }
}

/** Most changes of a pod make no difference to its set's counts. */
function isCountedAlike(one: Pod, other: Pod): boolean {
  return ownerOf(one) === ownerOf(other) && isTerminating(one) === isTerminating(other)
}

function ownerOf(pod: Pod): string | undefined {
  return pod.metadata.controller?.uid
}

interface PodCount {
  existing: number
  terminating: number
}
