import { type Duration, type SimTime, START } from '@seatrial/core'
import { z } from 'zod'
import { crossCheck } from '../language/cross-check.ts'
import { parseDuration } from '../language/duration.ts'
import { oneOrMore } from '../language/selection.ts'
import { word } from '../language/word.ts'
import { type ParsedAction, action } from './action.ts'
import { type Condition, condition } from './condition.ts'

/** When an entry of the timeline fires, if it does so by the clock. */
export type TimeTrigger =
  | { readonly type: 'at'; readonly time: SimTime }
  /** That long after the entry before it fired; for the first entry, after the start. */
  | { readonly type: 'later'; readonly delay: Duration }

/** When an entry of the timeline fires. */
export type Trigger = TimeTrigger | { readonly type: 'when'; readonly condition: Condition }

/** One entry of a timeline, before the names in its actions are resolved. */
export interface ParsedTimelineEntry {
  readonly trigger: Trigger
  readonly actions: readonly ParsedAction[]
}

const timeWord = word({
  expected: 'a time such as 20m, or +20m after the entry before',
  description: 'A time of the run: 20m after its start, or +20m after the entry before fired.',
  pattern: /^\+?(0|(\d+(\.\d+)?(d|h|m|s|ms|us))+)$/,
  examples: ['20m', '+20m'],
  parse: parseTimeTrigger,
})

/** The trigger that `20m` or `+20m` means, or `undefined`. */
export function parseTimeTrigger(text: string): TimeTrigger | undefined {
  const delay = parseDuration(text.startsWith('+') ? text.slice(1) : text)
  if (delay === undefined) return undefined
  return text.startsWith('+')
    ? { type: 'later', delay }
    : { type: 'at', time: (START + delay) as SimTime }
}

/** One entry of a timeline: when, and what then. */
export const timelineEntry: z.ZodType<ParsedTimelineEntry> = z
  .strictObject({
    at: timeWord
      .exactOptional()
      .describe(
        'A time of the run (20m), or after the entry before (+20m); left out: when says it.',
      ),
    when: condition
      .exactOptional()
      .describe('Fires once, when this is first true; left out: at says it.'),
    then: oneOrMore(action).describe('What to do: one action, or a list that is done in order.'),
  })
  .check(
    crossCheck((entry: { at?: unknown; when?: unknown }) => {
      const isOne = (entry.at === undefined) !== (entry.when === undefined)
      return isOne ? undefined : { expected: 'either at or when' }
    }),
  )
  .transform(({ at, when, then }) => ({
    trigger: at ?? { type: 'when', condition: when! },
    actions: then,
  }))
  .meta({
    id: 'TimelineEntry',
    description: 'When something happens (at or when), and what (then).',
  })
