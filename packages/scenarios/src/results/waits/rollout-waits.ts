import type { Duration, SimTime, StoredChange } from '@seatrial/core'
import type { PodLife } from '../pods/pod-life.ts'
import { POD_PARTS, type PodPart } from '../pods/pod-stages.ts'
import type { PodWait } from '../rollouts/rollout.ts'
import { ROLLOUT_WAITS, type RolloutWait } from './critical-path.ts'

/** What a rollout has waited for. */
export interface WaitReport {
  /** See `Rollout.waited`. */
  readonly waited: Readonly<Record<PodPart, Duration>>
  /** See `Rollout.criticalPath`. */
  readonly criticalPath: Readonly<Record<RolloutWait, Duration>>
  readonly longestWaits: readonly PodWait[]
  readonly stillWaiting: readonly PodWait[]
}

/** Whoever follows what a rollout that is under way waits for; told as a `PodObserver` is. */
export interface RolloutWaits {
  created(life: PodLife, now: SimTime): void
  deleted(life: PodLife, now: SimTime): void
  ended(life: PodLife, change: StoredChange, now: SimTime): void
  /** The pod is ready for the first time, and not available yet. */
  ready(life: PodLife, change: StoredChange | undefined, now: SimTime): void
  available(life: PodLife, change: StoredChange | undefined, now: SimTime): void
  partEnded(life: PodLife, since: SimTime, now: SimTime): void
  gone(life: PodLife, change: StoredChange, now: SimTime): void
  /** The rollout is done by what is stored now. */
  done(now: SimTime): void
  /** The rollout is closed. Unless it is done, its pods are still on their way. */
  close(isDone: boolean, now: SimTime): WaitReport
}

const NOTHING = 0 as Duration

const NO_REPORT: WaitReport = Object.freeze({
  waited: nothingOf(POD_PARTS),
  criticalPath: nothingOf(ROLLOUT_WAITS),
  longestWaits: [],
  stillWaiting: [],
})

/** Of a rollout whose waits nobody asks for. */
export const NO_ROLLOUT_WAITS: RolloutWaits = Object.freeze({
  created: () => {},
  deleted: () => {},
  ended: () => {},
  ready: () => {},
  available: () => {},
  partEnded: () => {},
  gone: () => {},
  done: () => {},
  close: () => NO_REPORT,
})

function nothingOf<Name extends string>(
  waits: readonly { readonly name: Name }[],
): Readonly<Record<Name, Duration>> {
  return Object.fromEntries(waits.map(({ name }) => [name, NOTHING])) as Record<Name, Duration>
}
