import type { JsonObject } from '@seatrial/core'
import { type RolloutKind, rolloutStatus } from '@seatrial/report'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectationFor, judge } from '../replayer.ts'

/** `rollout-status`: the text of `kubectl rollout status`. Its `--revision` plays no part for sets. */
export const rolloutStatusText: Replayer = {
  kind: 'rollout-status',

  replay(testCase, profile) {
    const { versions: _, ...expected } = expectationFor(testCase, profile)!
    const { kind, object } = testCase.given
    const status = rolloutStatus(kind as RolloutKind, object as JsonObject)
    const got =
      status.type === 'error' ? { error: status.message } : { text: status.text, done: status.done }
    return judge(compareJson(expected, got))
  },
}
