declare const simTimeBrand: unique symbol
declare const durationBrand: unique symbol

/** A point on the simulation clock: whole microseconds since the start of the run. */
export type SimTime = number & { readonly [simTimeBrand]: 'SimTime' }

/** A length of simulated time in whole microseconds. It may be `Infinity` where "never" is meant. */
export type Duration = number & { readonly [durationBrand]: 'Duration' }

/** The instant at which every run starts. */
export const START = 0 as SimTime

/** An instant that never comes. */
export const NEVER = Infinity as SimTime

/** Whole microseconds as a duration; fractions are rounded to the nearest microsecond. */
export function microseconds(count: number): Duration {
  return Math.round(count) as Duration
}

/** Milliseconds as a duration. */
export function milliseconds(count: number): Duration {
  return Math.round(count * 1_000) as Duration
}

/** Seconds as a duration. */
export function seconds(count: number): Duration {
  return Math.round(count * 1_000_000) as Duration
}

/** Minutes as a duration. */
export function minutes(count: number): Duration {
  return Math.round(count * 60_000_000) as Duration
}

/** Hours as a duration. */
export function hours(count: number): Duration {
  return Math.round(count * 3_600_000_000) as Duration
}

/** The instant that lies `duration` after `time`. */
export function after(time: SimTime, duration: Duration): SimTime {
  return (time + duration) as SimTime
}

/** The length of time from `earlier` to `later`; negative when they are the other way round. */
export function between(earlier: SimTime, later: SimTime): Duration {
  return (later - earlier) as Duration
}

/** A duration as seconds, the unit of every result file. */
export function toSeconds(time: SimTime | Duration): number {
  return time / 1_000_000
}

/**
 * The instant cut to its whole second, as the Kubernetes API stores `creationTimestamp`,
 * `deletionTimestamp` and the transition times of conditions.
 */
export function truncateToSecond(time: SimTime): SimTime {
  return (Math.floor(time / 1_000_000) * 1_000_000) as SimTime
}
