import { patienceSeconds } from '@seatrial/controllers'
import type { Toleration } from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

/** How long do the tolerations that are in use let a pod stay? */
export const tolerationSecondsReplayer: Replayer = {
  kind: 'toleration-seconds',
  replay(testCase, profile) {
    const { tolerations } = testCase.given as unknown as { tolerations: readonly Toleration[] }
    const seconds = patienceSeconds(tolerations)
    const got = seconds === Infinity ? { forever: true } : { seconds }
    return judge(compareJson(expectedFields(testCase, profile), got))
  },
}
