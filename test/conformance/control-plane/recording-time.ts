import { type Duration, type SimTime, type WallTime, seconds } from '@seatrial/core'

/** The recordings' nodes were made about 3 s before their first command. */
const START: SimTime = 3_000_000 as SimTime

/** Any wall time: a whole second, so that ages are counted from the start. */
export const EPOCH: WallTime = 1_764_000_000_000_000 as WallTime

/** The instant of the simulation at a second of the recording. */
export function instantAt(recordedSeconds: number): SimTime {
  return Math.round(START + recordedSeconds * 1_000_000) as SimTime
}

/** The second of the recording at an instant of the simulation. */
export function recordedSecondsAt(time: SimTime): number {
  return (time - START) / 1_000_000
}

/** The first instant of something regular that also fell on that second of the recording. */
export function firstOf(recordedSeconds: number | undefined, periodSeconds: number): Duration {
  const period = seconds(periodSeconds)
  const time = recordedSeconds === undefined ? 0 : instantAt(recordedSeconds)
  return (((time % period) + period) % period) as Duration
}
