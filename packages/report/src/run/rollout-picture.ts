import { between } from '@seatrial/core'
import type { Rollout } from '@seatrial/scenarios'
import type { StepPoint } from '../text/sample-steps.ts'
import { type PictureSeries, drawTimePicture } from '../text/time-picture.ts'

/**
 * How ready, updated and unavailable pods went over a rollout, as lines; none for one that took no
 * time.
 */
export function rolloutPicture({ start, end, curve }: Rollout, width: number): readonly string[] {
  if (between(start, end.time) === 0 || curve.length === 0) return []
  const points = (read: (point: Rollout['curve'][number]) => number): readonly StepPoint[] =>
    curve.map((point) => ({ time: point.time, value: read(point) }))
  const series: readonly PictureSeries[] = [
    { name: 'ready', points: points(({ ready }) => ready), representative: 'lowest' },
    { name: 'updated', points: points(({ updated }) => updated), representative: 'last' },
    {
      name: 'unavailable',
      points: points(({ unavailable }) => unavailable),
      representative: 'highest',
    },
  ]
  return drawTimePicture(series, { from: start, to: end.time, width }).trimEnd().split('\n')
}
