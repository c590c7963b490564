import { describe, expect, it } from 'vitest'
import { type SimTime, seconds } from '../../src/index.ts'
import { NO_BACK_OFF, nextRestart } from '../../src/node/crash-back-off.ts'

describe('the back-off of a container that ends as soon as it starts', () => {
  it('waits 0, 10, 20, 40, 80, 160 and then 300 seconds', () => {
    expect(waits(8, () => 0)).toEqual([0, 10, 20, 40, 80, 160, 300, 300])
  })

  it('has waited 10, 30, 70, 150, 310, 610 and 910 seconds in all', () => {
    let sum = 0
    const sums = waits(8, () => 0).map((wait) => (sum += wait))

    expect(sums).toEqual([0, 10, 30, 70, 150, 310, 610, 910])
  })

  it('goes on where it was after a run of ten minutes, and starts over after a longer one', () => {
    expect(waits(5, (run) => (run === 3 ? 600 : 0))).toEqual([0, 10, 20, 40, 80])
    expect(waits(5, (run) => (run === 3 ? 601 : 0))).toEqual([0, 10, 20, 0, 10])
  })
})

/** The waits before the restarts of a container whose runs last so many seconds, the first being run 0. */
function waits(count: number, lengthOf: (run: number) => number): readonly number[] {
  const found: number[] = []
  let now = seconds(1_000) as number as SimTime
  let backOff = NO_BACK_OFF
  for (let run = 0; run < count; run++) {
    const finished = (now + seconds(lengthOf(run))) as SimTime
    const next = nextRestart(backOff, finished)
    found.push((next.at - finished) / seconds(1))
    now = next.at
    backOff = next.backOff
  }
  return found
}
