import type { DrainOutcome } from '@seatrial/controllers'
import type { UpgradePlan } from './upgrade-plan.ts'

/** What is being done to a node that is upgraded. */
export type UpgradeStep =
  /** Its successor is on the way; it works as before. */
  | 'awaiting-successor'
  /** It takes no new pods, and those that it has are evicted. */
  | 'draining'
  /** Its machine is off. */
  | 'away'
  /** Its machine, or its successor, is there and not Ready yet. */
  | 'returning'
  /** It is Ready, and watched for a while. */
  | 'soaking'

/** The hands of an upgrade. Each call leads, later, to the report of the same name, or of its end. */
export interface UpgradeHands {
  /** A new machine is asked for beside the node; `successorJoined` reports its name. */
  orderSuccessor(upgrade: NodeUpgrade, nodeName: string): void
  /** The node is cordoned and drained; `drained` reports how that ended. */
  drain(upgrade: NodeUpgrade, nodeName: string): void
  /** The machine is switched off and on again; `returned` reports that. */
  restart(upgrade: NodeUpgrade, nodeName: string): void
  /** The machine is given back, and the Node object with it. */
  remove(nodeName: string): void
  /** Takes the cordon off. */
  uncordon(nodeName: string): void
  /** `ready` reports that the node is Ready, maybe at once. */
  awaitReady(upgrade: NodeUpgrade, nodeName: string): void
  /** `soaked` reports that the time is over. */
  soak(upgrade: NodeUpgrade, nodeName: string): void
}

/**
 * The upgrade of some nodes, so many at a time, in the order of their names: a state for each node that is
 * under way, moved on by what the hands report. A node that has gone meanwhile is passed over.
 */
export class NodeUpgrade {
  readonly plan: UpgradePlan
  readonly #hands: UpgradeHands
  readonly #waiting: string[]
  readonly #steps = new Map<string, UpgradeStep>()

  constructor(plan: UpgradePlan, nodeNames: readonly string[], hands: UpgradeHands) {
    this.plan = plan
    this.#hands = hands
    this.#waiting = [...nodeNames]
  }

  /** Every node has been upgraded, or passed over. */
  get isDone(): boolean {
    return this.#waiting.length === 0 && this.#steps.size === 0
  }

  /** What is being done to which node. */
  get steps(): ReadonlyMap<string, UpgradeStep> {
    return this.#steps
  }

  start(): void {
    while (this.#steps.size < this.plan.atOnce) {
      const nodeName = this.#waiting.shift()
      if (nodeName === undefined) return
      if (this.plan.by === 'surge') {
        this.#steps.set(nodeName, 'awaiting-successor')
        this.#hands.orderSuccessor(this, nodeName)
      } else {
        this.#steps.set(nodeName, 'draining')
        this.#hands.drain(this, nodeName)
      }
    }
  }

  /** The new machine beside the node is there, Ready as machines join. */
  successorJoined(nodeName: string): void {
    if (this.#steps.get(nodeName) !== 'awaiting-successor') return
    this.#steps.set(nodeName, 'draining')
    this.#hands.drain(this, nodeName)
  }

  drained(nodeName: string, outcome: DrainOutcome): void {
    if (this.#steps.get(nodeName) !== 'draining') return
    if (outcome.type !== 'drained' && this.plan.afterTimeout === 'skip') {
      this.#finish(nodeName)
    } else if (this.plan.by === 'surge') {
      this.#steps.set(nodeName, 'soaking')
      this.#hands.remove(nodeName)
      this.#soak(nodeName)
    } else {
      this.#steps.set(nodeName, 'away')
      this.#hands.restart(this, nodeName)
    }
  }

  /** The machine is back. */
  returned(nodeName: string): void {
    if (this.#steps.get(nodeName) !== 'away') return
    this.#steps.set(nodeName, 'returning')
    this.#hands.awaitReady(this, nodeName)
  }

  /** The node is Ready again. */
  ready(nodeName: string): void {
    if (this.#steps.get(nodeName) !== 'returning') return
    this.#steps.set(nodeName, 'soaking')
    this.#hands.uncordon(nodeName)
    this.#soak(nodeName)
  }

  soaked(nodeName: string): void {
    if (this.#steps.get(nodeName) === 'soaking') this.#finish(nodeName)
  }

  /** The Node object has been removed, by whoever's hand. */
  vanished(nodeName: string): void {
    const step = this.#steps.get(nodeName)
    if (step !== undefined && step !== 'soaking') this.#finish(nodeName)
    const place = this.#waiting.indexOf(nodeName)
    if (place >= 0) this.#waiting.splice(place, 1)
  }

  /** Nobody waits for what comes after the last node. */
  #soak(nodeName: string): void {
    if (this.#waiting.length === 0) this.#finish(nodeName)
    else this.#hands.soak(this, nodeName)
  }

  #finish(nodeName: string): void {
    this.#steps.delete(nodeName)
    this.start()
  }
}
