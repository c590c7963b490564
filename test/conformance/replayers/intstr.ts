import {
  type IntOrString,
  type JsonObject,
  type JsonValue,
  allowsSurge,
  daemonSetMaxSurge,
  daemonSetMaxUnavailable,
  scaledValue,
  statefulSetMaxUnavailable,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly total: number
  readonly value?: IntOrString
  readonly maxSurge?: IntOrString
  readonly maxUnavailable?: IntOrString
}

/** Counts and percentages of pods, scaled. */
export const intOrStringReplayer: Replayer = {
  kind: 'intstr',
  replay(testCase, profile) {
    const given = testCase.given as unknown as Given
    const got =
      given.value === undefined ? describeGetters(given) : describe(given.value, given.total)
    return judge(compareJson(expectedFields(testCase, profile), got))
  },
}

function describe(value: IntOrString, total: number): JsonObject {
  return {
    roundUp: orError(scaledValue(value, total, 'up')),
    roundDown: orError(scaledValue(value, total, 'down')),
    statefulSetMaxUnavailable: orError(statefulSetMaxUnavailable(value, total)),
  }
}

/** An absent DaemonSet maxUnavailable is not asked for: defaulting never leaves it so. */
function describeGetters({ maxSurge, maxUnavailable, total }: Given): JsonObject {
  return {
    daemonSetAllowsSurge: allowsSurge(maxSurge),
    daemonSetSurge: orError(daemonSetMaxSurge(maxSurge, total)),
    statefulSetMaxUnavailable: orError(statefulSetMaxUnavailable(maxUnavailable, total)),
    ...(maxUnavailable !== undefined && {
      daemonSetUnavailable: orError(daemonSetMaxUnavailable(maxUnavailable, total)),
    }),
  }
}

function orError(scaled: number | undefined): JsonValue {
  return scaled ?? 'error'
}
