import type { Drain, DrainListener, DrainNotice, DrainOptions } from '@seatrial/controllers'
import {
  Alarms,
  type ChangeListener,
  type Node,
  PHASES,
  type SimTime,
  type StoredChange,
  entityKey,
  nodeReadiness,
  sample,
  uniform,
} from '@seatrial/core'
import type { NodeUpgradeSettings } from '../../format/scenario/node-upgrade.ts'
import type { Cluster } from '../cluster.ts'
import type { NodePools } from '../node-pools.ts'
import { NodeUpgrade, type UpgradeHands } from './node-upgrade.ts'
import { upgradePlan } from './upgrade-plan.ts'

const CAUSE = { by: 'node-upgrader', why: 'the node is upgraded' }

/** Whoever upgrades a node wants it empty. */
const EVERYTHING = {
  ignoreDaemonSets: true,
  deleteEmptyDirData: true,
  force: true,
  disableEviction: false,
}

/** What an upgrade is woken for. */
interface UpgradeWake {
  readonly type: 'returned' | 'soaked'
  readonly upgrade: NodeUpgrade
  readonly nodeName: string
}

/** Upgrades nodes as their users and their clouds do, drain by drain; any number of upgrades at a time. */
export class NodeUpgrades implements UpgradeHands, DrainListener, ChangeListener {
  readonly #cluster: Cluster
  readonly #pools: NodePools
  readonly #underWay = new Set<NodeUpgrade>()
  /** By what their drains were told: a drain may be over before it is known. */
  readonly #draining = new Map<DrainOptions, NodeUpgrade>()
  readonly #returning = new Map<string, NodeUpgrade>()
  readonly #wakes: Alarms<UpgradeWake>
  readonly #listeners: (() => void)[] = []
  #isFollowing = false
  #startedCount = 0

  constructor(cluster: Cluster, pools: NodePools) {
    this.#cluster = cluster
    this.#pools = pools
    this.#wakes = new Alarms(cluster.simulation, {
      name: 'NodeUpgrade',
      phase: PHASES.clusterTimer,
      ring: ({ type, upgrade, nodeName }) => {
        if (type === 'returned') this.#return(upgrade, nodeName)
        else upgrade.soaked(nodeName)
        this.#forgetDone(upgrade)
      },
    })
  }

  /** There have been upgrades, and none is under way. */
  get areDone(): boolean {
    return this.#startedCount > 0 && this.#underWay.size === 0
  }

  /** Wants to know when an upgrade is done. */
  listen(done: () => void): void {
    this.#listeners.push(done)
  }

  /** Begins to upgrade these nodes. */
  begin(nodeNames: readonly string[], settings: NodeUpgradeSettings): NodeUpgrade {
    this.#follow()
    this.#startedCount++
    const upgrade = new NodeUpgrade(upgradePlan(settings), nodeNames, this)
    this.#underWay.add(upgrade)
    upgrade.start()
    this.#forgetDone(upgrade)
    return upgrade
  }

  orderSuccessor(upgrade: NodeUpgrade, nodeName: string): void {
    this.#pools.replace(nodeName, upgrade.plan.replacement, () => {
      upgrade.successorJoined(nodeName)
      this.#forgetDone(upgrade)
    })
  }

  drain(upgrade: NodeUpgrade, nodeName: string): void {
    this.#setUnschedulable(nodeName, true)
    const { gracePeriod, drainTimeout: timeout } = upgrade.plan
    const options: DrainOptions = { ...EVERYTHING, nodeName, gracePeriod, timeout }
    this.#draining.set(options, upgrade)
    this.#cluster.drains.start(options)
  }

  restart(upgrade: NodeUpgrade, nodeName: string): void {
    const { simulation, streams } = this.#cluster
    this.#pools.crash(nodeName)
    const purpose = streams.purpose('script/upgrade')
    const level = uniform(purpose, entityKey(nodeName), this.#startedCount)
    const back = (simulation.now + sample(upgrade.plan.outage, level)) as SimTime
    this.#wakes.setAt(back, { type: 'returned', upgrade, nodeName })
  }

  remove(nodeName: string): void {
    this.#pools.remove(nodeName, CAUSE)
  }

  uncordon(nodeName: string): void {
    this.#setUnschedulable(nodeName, false)
  }

  awaitReady(upgrade: NodeUpgrade, nodeName: string): void {
    const node = this.#cluster.server.get('nodes', '', nodeName)
    if (node === undefined) upgrade.vanished(nodeName)
    else if (nodeReadiness(node) === 'True') upgrade.ready(nodeName)
    else this.#returning.set(nodeName, upgrade)
  }

  soak(upgrade: NodeUpgrade, nodeName: string): void {
    const end = (this.#cluster.simulation.now + upgrade.plan.soak) as SimTime
    this.#wakes.setAt(end, { type: 'soaked', upgrade, nodeName })
  }

  said(drain: Drain, notice: DrainNotice): void {
    if (notice.type !== 'ended') return
    const upgrade = this.#draining.get(drain.options)
    if (upgrade === undefined) return
    this.#draining.delete(drain.options)
    upgrade.drained(notice.nodeName, notice.outcome)
    this.#forgetDone(upgrade)
  }

  changed({ type, object }: StoredChange): void {
    const node = object as Node
    const { name } = node.metadata
    if (type === 'DELETED') {
      this.#returning.delete(name)
      for (const upgrade of this.#underWay) {
        upgrade.vanished(name)
        this.#forgetDone(upgrade)
      }
    } else if (nodeReadiness(node) === 'True') {
      const upgrade = this.#returning.get(name)
      if (upgrade === undefined) return
      this.#returning.delete(name)
      upgrade.ready(name)
      this.#forgetDone(upgrade)
    }
  }

  #follow(): void {
    if (this.#isFollowing) return
    this.#isFollowing = true
    this.#cluster.drains.listen(this)
    this.#cluster.server.subscribe(this, ['nodes'])
  }

  #return(upgrade: NodeUpgrade, nodeName: string): void {
    this.#pools.recover(nodeName)
    upgrade.returned(nodeName)
  }

  #forgetDone(upgrade: NodeUpgrade): void {
    if (!upgrade.isDone || !this.#underWay.delete(upgrade)) return
    for (const done of this.#listeners) done()
  }

  #setUnschedulable(nodeName: string, unschedulable: boolean): void {
    const { server } = this.#cluster
    const node = server.get('nodes', '', nodeName)
    if (node === undefined) return
    const metadata = { ...node.metadata, resourceVersion: 0 }
    server.update({ ...node, metadata, spec: { ...node.spec, unschedulable } }, CAUSE)
  }
}
