import { type JsonObject, type SimTime, compareText, toSeconds } from '@seatrial/core'

/** A time as the recordings have it: seconds, rounded to 0.1. */
export function recordedSeconds(time: SimTime): number {
  return Math.round(toSeconds(time) * 10) / 10
}

/** A write or a deletion of a pod that a recording tells of. */
export interface RecordedAction extends JsonObject {
  readonly at: number
  readonly what: 'status' | 'delete'
  readonly pod: string
}

/** The order of recorded actions, which is none within a moment: time, pod, what. */
export function inActionOrder(one: RecordedAction, other: RecordedAction): number {
  return one.at - other.at || compareText(one.pod, other.pod) || compareText(one.what, other.what)
}
