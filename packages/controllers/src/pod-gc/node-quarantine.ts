import { type Duration, type SimTime, seconds } from '@seatrial/core'

/** How long a node must have been missed before its pods are given up. */
export const QUARANTINE: Duration = seconds(40)

/**
 * Nodes that pods name but that are not there, until their quarantine is over. It is a delaying queue: a node
 * that waits already keeps its time.
 */
export class NodeQuarantine {
  readonly #until = new Map<string, SimTime>()

  get size(): number {
    return this.#until.size
  }

  /** The node is missed now. */
  add(nodeName: string, now: SimTime): void {
    if (!this.#until.has(nodeName)) {
      this.#until.set(nodeName, (now + QUARANTINE) as SimTime)
    }
  }

  /** Takes out the nodes whose quarantine is over, in the order in which they came. */
  takeDue(now: SimTime): readonly string[] {
    const due: string[] = []
    for (const [nodeName, until] of this.#until) if (until <= now) due.push(nodeName)
    for (const nodeName of due) this.#until.delete(nodeName)
    return due
  }
}
