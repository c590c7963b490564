import { type JsonValue, isJsonObject } from '@seatrial/core'
import { z } from 'zod'
import type { IssueDetails } from '../issue-details.ts'
import { type Target, parseTarget } from './target.ts'

/** One dimension of a cartesian product. */
export interface Axis {
  readonly target: Target
  readonly values: readonly JsonValue[]
}

/** Lists at the ends of nested keys. */
const tree: z.ZodType<JsonValue> = z.union(
  [
    z.array(z.unknown()).min(1),
    z.record(
      z.string(),
      z.lazy(() => tree),
    ),
  ],
  { error: 'a list of values (each list is an axis), or a map that leads to such lists' },
) as z.ZodType<JsonValue>

/**
 * What is varied: every list is an axis of a cartesian product. A value that is a list itself is
 * wrapped: `{ value: [a, b] }`.
 */
export const vary = z
  .record(z.string(), tree)
  .transform((map, context): readonly Axis[] => {
    const axes: Axis[] = []
    collectAxes(map, [], axes, (keys) => {
      const params: IssueDetails = { isUnknownKey: true, got: JSON.stringify(keys.at(-1)) }
      const message =
        'a workload such as statefulset/kafka, a path such as spec.replicas or a setting such as kubernetes'
      context.addIssue({ code: 'custom', path: [...keys], message, params })
    })
    return axes
  })
  .describe(
    'What is varied: under statefulset/NAME paths of the manifest, else settings of the scenario. Every list is an axis.',
  )

function collectAxes(
  value: JsonValue,
  keys: readonly string[],
  axes: Axis[],
  report: (keys: readonly string[]) => void,
): void {
  if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value))
      collectAxes(inner, [...keys, key], axes, report)
    return
  }
  const target = parseTarget(keys)
  if (target === undefined) report(keys)
  else axes.push({ target, values: (value as readonly JsonValue[]).map(unwrap) })
}

function unwrap(value: JsonValue): JsonValue {
  const isWrapped = isJsonObject(value) && Object.keys(value).join() === 'value'
  return isWrapped ? value['value']! : value
}
