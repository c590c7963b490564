import {
  type Admission,
  type ApiRequest,
  type ApiResult,
  type EventKind,
  type Node,
  PHASES,
  type Pod,
  type SimTime,
  compareText,
  refused,
  seconds,
} from '@seatrial/core'
import type { Cluster } from '@seatrial/scenarios'
import {
  HEAL_TIME,
  type Happening,
  type Refusal,
  type SwarmScenario,
  type Watched,
} from './swarm-scenario.ts'

const CAUSE = { by: 'user', why: 'swarm' }
const TAINT = { key: 'swarm', effect: 'NoExecute' }
const DRAINED = {
  ignoreDaemonSets: true,
  deleteEmptyDirData: true,
  force: true,
  disableEviction: false,
}

const SHUTDOWN = {
  shutdownGracePeriod: seconds(20),
  shutdownGracePeriodCriticalPods: seconds(5),
}

/** What the script does at an instant. */
type Deed = () => void

/**
 * What goes wrong in a scenario of the swarm besides its timeline: pods, nodes, the API server, watches
 * and the process of the controllers. In the end everything is put right.
 */
export class FaultScript implements Admission {
  readonly #cluster: Cluster
  readonly #deeds: Deed[] = []
  readonly #due: EventKind
  readonly #refusals = new Map<Refusal, number>()
  #isProcessDown = false

  constructor(cluster: Cluster, { steps }: SwarmScenario) {
    this.#cluster = cluster
    this.#due = cluster.simulation.defineEvent('Fault', PHASES.script, (deed) => {
      this.#deeds[deed]?.()
    })
    cluster.requests.addAdmission(this)
    for (const { at, what } of steps) this.#at(at, () => this.#happen(what))
    this.#at(HEAL_TIME, () => this.#heal())
    this.#at(HEAL_TIME + 60, () => this.#clear())
  }

  admit({ resource, subresource }: ApiRequest): ApiResult | undefined {
    for (const [refusal, count] of this.#refusals) {
      if (refusal.resource !== resource || !['', 'status'].includes(subresource)) continue
      if (resource === 'pods' && subresource !== '') continue
      this.#refusals.set(refusal, count + 1)
      if (count % refusal.every === 0) return refused(refusal.reason, 'by the swarm')
    }
    return undefined
  }

  #happen(what: Happening): void {
    const { kubelets, server } = this.#cluster
    switch (what.type) {
      case 'delete-pod': {
        const pod = pick(this.#pods(), what.pod)
        const options = what.isForced ? { gracePeriodSeconds: 0 } : {}
        if (pod !== undefined) server.deletePod(pod, options, CAUSE)
        return
      }
      case 'crash-pod': {
        const pod = pick(this.#pods(), what.pod)
        if (pod !== undefined) kubelets.crashPod(pod, 1)
        return
      }
      case 'crash-node': {
        const name = pick(this.#nodeNames(), what.node)
        if (name === undefined || !kubelets.isUp(name)) return
        kubelets.stopNode(name)
        this.#after(what.seconds, () => kubelets.startNode(name))
        return
      }
      case 'remove-node': {
        const name = pick(this.#nodeNames(), what.node)
        if (name === undefined) return
        kubelets.stopNode(name)
        server.delete('nodes', '', name, {}, CAUSE)
        return
      }
      case 'drain-node': {
        const nodeName = pick(this.#nodeNames(), what.node)
        if (nodeName === undefined) return
        this.#cordon(nodeName, true)
        this.#cluster.drains.start({ nodeName, timeout: seconds(what.seconds), ...DRAINED })
        return
      }
      case 'strain-node': {
        const nodeName = pick(this.#nodeNames(), what.node)
        if (nodeName === undefined) return
        // Short of disk, a node refuses pods, and a set with surge makes twenty a second for it.
        this.#cluster.pressure.begin({ nodeName, resource: 'memory', pods: what.pods })
        return
      }
      case 'shut-node-down': {
        const nodeName = pick(this.#nodeNames(), what.node)
        if (nodeName === undefined) return
        const isOff = (): void => this.#after(what.seconds, () => kubelets.startNode(nodeName))
        this.#cluster.shutdowns.begin({ nodeName, ...SHUTDOWN, isOff })
        return
      }
      case 'restart-kubelet': {
        const name = pick(this.#nodeNames(), what.node)
        if (name !== undefined) kubelets.restartKubelet(name, seconds(what.seconds))
        return
      }
      case 'taint-node': {
        const name = pick(this.#nodeNames(), what.node)
        if (name === undefined) return
        this.#taint(name, true)
        this.#after(what.seconds, () => this.#taint(name, false))
        return
      }
      case 'refuse-requests':
        this.#refusals.set(what.refusal, 0)
        this.#after(what.refusal.seconds, () => this.#refusals.delete(what.refusal))
        return
      case 'delay-watch':
        this.#view(what.resource).freeze()
        this.#after(what.seconds, () => this.#view(what.resource).thaw())
        return
      case 'break-watch':
        this.#view(what.resource).disconnect()
        this.#after(what.seconds, () => this.#view(what.resource).relist())
        return
      case 'restart-controllers':
        this.#stopProcess()
        this.#after(what.seconds, () => this.#startProcess())
    }
  }

  /** All faults end. */
  #heal(): void {
    const { kubelets } = this.#cluster
    this.#refusals.clear()
    this.#startProcess()
    for (const view of Object.values(this.#cluster.informers)) {
      view.thaw()
      view.relist()
    }
    for (const name of this.#nodeNames()) {
      kubelets.startNode(name)
      this.#taint(name, false)
      this.#cordon(name, false)
    }
  }

  /**
   * Takes away what would stand in the way for ever, as the real controllers leave it to people: broken
   * pods, outdated ones that are only replaced when somebody deletes them, pods of nodes that are gone.
   */
  #clear(): void {
    const { server } = this.#cluster
    for (const pod of this.#pods()) {
      const isLost = pod.nodeName !== '' && server.get('nodes', '', pod.nodeName) === undefined
      if (isLost) server.removePod(pod, CAUSE)
      else if (pod.ready !== 'True' || this.#isLeftToPeople(pod)) server.deletePod(pod, {}, CAUSE)
    }
  }

  #isLeftToPeople({ metadata, identity: { namespace } }: Pod): boolean {
    const { kind, name = '' } = metadata.controller ?? {}
    const set =
      kind === 'StatefulSet'
        ? this.#cluster.server.get('statefulsets', namespace, name)
        : this.#cluster.server.get('daemonsets', namespace, name)
    return set?.spec.updateStrategy.type === 'OnDelete'
  }

  #stopProcess(): void {
    if (this.#isProcessDown) return
    this.#isProcessDown = true
    this.#cluster.stopControllers()
  }

  #startProcess(): void {
    if (!this.#isProcessDown) return
    this.#isProcessDown = false
    this.#cluster.startControllers()
  }

  #taint(name: string, isTainted: boolean): void {
    const node = this.#cluster.server.get('nodes', '', name)
    if (node === undefined) return
    const others = node.spec.taints.filter(({ key }) => key !== TAINT.key)
    this.#changeNode(node, { taints: isTainted ? [...others, TAINT] : others })
  }

  #cordon(name: string, unschedulable: boolean): void {
    const node = this.#cluster.server.get('nodes', '', name)
    if (node !== undefined) this.#changeNode(node, { unschedulable })
  }

  #changeNode(node: Node, changes: Partial<Node['spec']>): void {
    const metadata = { ...node.metadata, resourceVersion: 0 }
    this.#cluster.server.update({ ...node, metadata, spec: { ...node.spec, ...changes } }, CAUSE)
  }

  #view(resource: Watched) {
    return this.#cluster.informers[resource]
  }

  /** By name, so that what is picked does not hang on the order of creation. */
  #pods(): readonly Pod[] {
    return [...this.#cluster.server.list('pods').values()].sort((one, other) =>
      compareText(one.identity.name, other.identity.name),
    )
  }

  #nodeNames(): readonly string[] {
    return [...this.#cluster.server.list('nodes').values()]
      .map(({ metadata }) => metadata.name)
      .sort()
  }

  #at(time: number, deed: Deed): void {
    this.#deeds.push(deed)
    const instant = seconds(time) as number as SimTime
    this.#cluster.simulation.scheduleAt(instant, this.#due, this.#deeds.length - 1)
  }

  #after(delay: number, deed: Deed): void {
    this.#deeds.push(deed)
    this.#cluster.simulation.scheduleAfter(seconds(delay), this.#due, this.#deeds.length - 1)
  }
}

function pick<T>(choices: readonly T[], index: number): T | undefined {
  return choices.length === 0 ? undefined : choices[index % choices.length]
}
