import { type Duration, type SimTime, minutes, seconds } from '../kernel/time.ts'

const FIRST_DELAY: Duration = seconds(10)
/** What the delays grow to, unless the kubelet is told less. */
export const LONGEST_BACK_OFF: Duration = seconds(300)
const RESET_AFTER: Duration = minutes(10)

/** How long one container's next restart waits. It lives as long as its pod object. */
export interface BackOff {
  /** 0 before the first crash. */
  readonly delay: Duration
  readonly updatedAt: SimTime
}

/** No crash yet, shared. */
export const NO_BACK_OFF: BackOff = Object.freeze({ delay: 0 as Duration, updatedAt: 0 as SimTime })

/**
 * When the container may start again after it ended at `finished`, and the back-off from then on: at
 * once the first time, then 10 s doubled up to `longest`; a run longer than 10 minutes starts over.
 */
export function nextRestart(
  backOff: BackOff,
  finished: SimTime,
  longest: Duration = LONGEST_BACK_OFF,
): { readonly at: SimTime; readonly backOff: BackOff } {
  const isFresh = backOff.delay === 0 || finished - backOff.updatedAt > RESET_AFTER
  const first = Math.min(FIRST_DELAY, longest) as Duration
  if (isFresh) return { at: finished, backOff: { delay: first, updatedAt: finished } }
  const at = (finished + backOff.delay) as SimTime
  const delay = Math.min(backOff.delay * 2, longest) as Duration
  return { at, backOff: { delay, updatedAt: at } }
}
