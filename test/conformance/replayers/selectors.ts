import {
  type JsonObject,
  type JsonValue,
  type StringMap,
  UnusableLabelSelectorError,
  compileLabelSelector,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly selector: JsonObject | null
  readonly labels: readonly StringMap[]
}

/** Label selectors: what they match, how kubectl prints them, what is wrong with them. */
export const selectorsReplayer: Replayer = {
  kind: 'selectors',
  replay(testCase, profile) {
    const expected = expectedFields(testCase, profile)
    const got = describe(testCase.given as unknown as Given)
    return judge(compareJson(withErrorsOnce(expected), withErrorsOnce(got)))
  },
}

function describe({ selector, labels }: Given): JsonObject {
  try {
    const compiled = compileLabelSelector(selector)
    return { matches: labels.map((set) => compiled.matches(set)), text: compiled.toString() }
  } catch (error) {
    if (!(error instanceof UnusableLabelSelectorError)) throw error
    return { unusable: true, errors: error.errors.map(({ detail: _detail, ...told }) => told) }
  }
}

/** As in `validation.md`, errors are a set: neither their order nor their repetition is promised. */
function withErrorsOnce(outcome: JsonObject): JsonObject {
  const { errors } = outcome as { readonly errors?: readonly JsonObject[] }
  if (errors === undefined) return outcome
  const texts = new Set(
    errors.map(({ type, field, badValue = null }) => JSON.stringify([field, type, badValue])),
  )
  return { ...outcome, errors: [...texts].sort() satisfies JsonValue }
}
