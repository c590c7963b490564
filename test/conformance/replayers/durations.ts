import { milliseconds } from '@seatrial/core'
import { humanDuration, shortHumanDuration } from '@seatrial/report'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectationFor, judge } from '../replayer.ts'

/** `durations`: AGE and "ago" texts. */
export const durations: Replayer = {
  kind: 'durations',

  replay(testCase, profile) {
    const { human = null, short = null } = expectationFor(testCase, profile)!
    const duration = milliseconds(testCase.given['milliseconds'] as number)
    return judge([
      ...compareJson(human, humanDuration(duration), 'human'),
      ...compareJson(short, shortHumanDuration(duration), 'short'),
    ])
  },
}
