import type { JsonObject } from '@seatrial/core'
import { type RolloutKind, type RolloutStatus, rolloutStatus } from '@seatrial/report'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

/** The text of `kubectl rollout status`; its flag `--revision` plays no part for sets. */
export const rolloutStatusReplayer: Replayer = {
  kind: 'rollout-status',
  replay(testCase, profile) {
    const { kind, object } = testCase.given
    const status = rolloutStatus(kind as RolloutKind, object as JsonObject)
    return judge(compareJson(expectedFields(testCase, profile), recorded(status)))
  },
}

/** The status in the words of the recording. */
function recorded(status: RolloutStatus): JsonObject {
  if (status.type === 'error') return { error: status.message }
  return { text: status.text, done: status.done }
}
