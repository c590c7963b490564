import { milliseconds } from '@seatrial/core'
import { humanDuration, shortHumanDuration } from '@seatrial/report'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

/** AGE and "ago" texts. */
export const durationsReplayer: Replayer = {
  kind: 'durations',
  replay(testCase, profile) {
    const duration = milliseconds(testCase.given['milliseconds'] as number)
    const got = { human: humanDuration(duration), short: shortHumanDuration(duration) }
    return judge(compareJson(expectedFields(testCase, profile), got))
  },
}
