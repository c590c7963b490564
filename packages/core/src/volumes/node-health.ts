import type { Node } from '../api/node.ts'
import { type Duration, NEVER, START, type SimTime, minutes } from '../kernel/time.ts'
import type { NodeStatusClock } from './node-status-clock.ts'

const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service'
/** How long the cluster waits for a node that does not answer before it takes a volume by force. */
const LONGEST_UNMOUNT_WAIT: Duration = minutes(6)

/** Which machines are silent, and what that means for the volumes on them. */
export class NodeHealth {
  readonly #clock: NodeStatusClock | undefined
  readonly #silentSince = new Map<string, SimTime>()
  /** Machines that were silent once report nothing of before. */
  readonly #backSince = new Map<string, SimTime>()
  /** Nobody can report about a node without an object. */
  readonly #deletedSince = new Map<string, SimTime>()
  readonly #outOfServiceSince = new Map<string, SimTime>()

  /** @param clock when nodes report their volumes in use; undefined where nobody waits for that */
  constructor(clock: NodeStatusClock | undefined) {
    this.#clock = clock
  }

  silent(nodeName: string, since: SimTime): void {
    this.#silentSince.set(nodeName, since)
  }

  returned(nodeName: string, now: SimTime): void {
    this.#silentSince.delete(nodeName)
    this.#backSince.set(nodeName, now)
  }

  /**
   * Looks whether the node's object is there, and declares the machine out of service by its taint.
   * True when that has changed.
   */
  observe({ metadata, spec }: Node, isDeleted: boolean, now: SimTime): boolean {
    const { name } = metadata
    const isOut = spec.taints.some(({ key }) => key === OUT_OF_SERVICE)
    if (isDeleted === this.#deletedSince.has(name) && isOut === this.#outOfServiceSince.has(name)) {
      return false
    }
    setSince(this.#deletedSince, name, isDeleted, now)
    setSince(this.#outOfServiceSince, name, isOut, now)
    return true
  }

  isSilent(nodeName: string): boolean {
    return this.#silentSince.has(nodeName)
  }

  /** When a node reports that it uses the volume, so that it may be mounted there. */
  reportsUse(nodeName: string, since: SimTime): SimTime {
    return this.#clock === undefined ? since : this.#clock.reportAfter(nodeName, since)
  }

  /**
   * When the detaching of a released volume may begin. A healthy node says in its next report that it
   * uses it no longer. A silent one says nothing: after six minutes, or at once when it is out of
   * service, the volume is taken by force.
   */
  detachMayBegin(
    nodeName: string,
    { releasedAt, unmountedAt }: { readonly releasedAt: SimTime; readonly unmountedAt: SimTime },
  ): SimTime {
    const silentSince = this.#silentSince.get(nodeName) ?? NEVER
    const deletedSince = this.#deletedSince.get(nodeName) ?? NEVER
    const backSince = this.#backSince.get(nodeName) ?? START
    const reported = this.reportsUse(nodeName, Math.max(unmountedAt, backSince) as SimTime)
    if (reported <= Math.min(silentSince, deletedSince)) return reported
    const outOfServiceSince = this.#outOfServiceSince.get(nodeName) ?? NEVER
    const forced = Math.min(releasedAt + LONGEST_UNMOUNT_WAIT, outOfServiceSince)
    return Math.max(releasedAt, forced) as SimTime
  }
}

function setSince(
  times: Map<string, SimTime>,
  nodeName: string,
  holds: boolean,
  now: SimTime,
): void {
  if (!holds) times.delete(nodeName)
  else if (!times.has(nodeName)) times.set(nodeName, now)
}
