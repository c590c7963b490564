import { isInRange, isMember, ordinalOf, parentOf } from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly pod: string
  readonly set: string
  readonly replicas: number
  readonly start?: number
}

/** What a pod's name says about its StatefulSet and ordinal. */
export const ordinalsReplayer: Replayer = {
  kind: 'ordinals',
  replay(testCase, profile) {
    const { pod, set, replicas, start = 0 } = testCase.given as unknown as Given
    const ordinal = ordinalOf(pod)
    const got = {
      parent: parentOf(pod),
      ordinal,
      isMember: isMember(set, pod),
      inRange: isInRange(ordinal, start, replicas),
    }
    return judge(compareJson(expectedFields(testCase, profile), got))
  },
}
