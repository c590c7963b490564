import { type ApiTime, UNSET } from '../api-time.ts'
import { type WallTime, formatTimestamp } from '../timestamp.ts'

/** A stored timestamp as text, `epoch` being the wall time of t = 0; undefined when it is unset. */
export function writeTime(time: ApiTime, epoch: WallTime): string | undefined {
  return time === UNSET ? undefined : formatTimestamp((epoch + time * 1_000_000) as WallTime)
}
