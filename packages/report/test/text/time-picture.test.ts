import { type SimTime, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { sampleSteps } from '../../src/text/sample-steps.ts'
import { drawTimePicture } from '../../src/text/time-picture.ts'

function at(count: number): SimTime {
  return seconds(count) as number as SimTime
}

function steps(...points: readonly (readonly [number, number])[]) {
  return points.map(([time, value]) => ({ time: at(time), value }))
}

describe('sampleSteps', () => {
  const span = { from: at(0), to: at(4), columns: 4 }

  it('takes of each column the lowest, the highest or the last value that held in it', () => {
    const points = steps([0, 3], [1.2, 2], [1.5, 4], [3, 1])

    expect(sampleSteps(points, span, 'lowest')).toEqual([3, 2, 4, 1])
    expect(sampleSteps(points, span, 'highest')).toEqual([3, 4, 4, 1])
    expect(sampleSteps(points, span, 'last')).toEqual([3, 4, 4, 1])
  })

  it('has nothing before the first point', () => {
    expect(sampleSteps(steps([2, 7]), span, 'last')).toEqual([undefined, undefined, 7, 7])
  })

  it('leaves out a value that held for no time at all', () => {
    expect(sampleSteps(steps([0, 3], [1, 0], [1, 3]), span, 'lowest')).toEqual([3, 3, 3, 3])
  })

  it('shows what the span ends with', () => {
    expect(sampleSteps(steps([0, 3], [4, 5]), span, 'last')).toEqual([3, 3, 3, 5])
  })
})

describe('drawTimePicture', () => {
  const series = [
    { name: 'ready', points: steps([0, 60], [3, 59], [4, 60]), representative: 'lowest' as const },
    {
      name: 'updated',
      points: steps([0, 0], [3, 20], [6, 40], [9, 1_000]),
      representative: 'last' as const,
    },
  ]
  const options = { from: at(0), to: at(10), width: 31 }

  it('draws a line a series with its range, and the time below', () => {
    expect(drawTimePicture(series, options)).toBe(
      [
        'ready    ███▁██████  59 to 60',
        'updated     ▁▁▁▁▁▁█  0 to 1,000',
        '         0s     10s',
        '',
      ].join('\n'),
    )
  })

  it('draws in ASCII where nothing else is shown', () => {
    expect(drawTimePicture(series, { ...options, glyphs: 'ascii' })).toBe(
      [
        'ready    ###.######  59 to 60',
        'updated     ......#  0 to 1,000',
        '         0s     10s',
        '',
      ].join('\n'),
    )
  })

  it('keeps within the width', () => {
    const lines = drawTimePicture(series, { from: at(0), to: at(754) }).split('\n')

    expect(lines[1]!.length).toBe(100)
    expect(lines[2]!.endsWith('12m 34s')).toBe(true)
    expect(Math.max(...lines.map((line) => line.length))).toBe(100)
  })
})
