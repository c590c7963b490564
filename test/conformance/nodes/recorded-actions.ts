import { type JsonObject, type SimTime, compareText, toSeconds } from '@seatrial/core'

/** A time as the recordings have it: seconds, rounded to 0.1. */
export function recordedSeconds(time: SimTime): number {
  return Math.round(toSeconds(time) * 10) / 10
}

/** The order of recorded actions, which is none within a moment: time, pod, what. */
export function inActionOrder(one: JsonObject, other: JsonObject): number {
  return (
    Number(one['at']) - Number(other['at']) || compareText(nameAndWhat(one), nameAndWhat(other))
  )
}

function nameAndWhat(action: JsonObject): string {
  return `${String(action['pod'])} ${String(action['what'])}`
}
