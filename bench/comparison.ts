import type { Row } from './harness.ts'
import type { Recording } from './recording.ts'
import { shortNumber } from './results-page.ts'

/** How one answer changed from one recording to another. */
export interface Change {
  readonly suite: string
  readonly question: string
  readonly unit: string
  readonly before: number
  readonly after: number
  /** Above 1 is worse, whatever the unit. */
  readonly ratio: number
}

/** A question whose ratio is above this one counts as a regression: the machines are that noisy. */
export const REGRESSION_RATIO = 1.33

/** The questions that both recordings answer, the worst change first. */
export function compareRecordings(before: Recording, after: Recording): readonly Change[] {
  const earlier = new Map(before.rows.map((row) => [keyOf(row), row]))
  return after.rows
    .flatMap((row) => {
      const previous = earlier.get(keyOf(row))
      return previous === undefined ? [] : [changeOf(previous, row)]
    })
    .sort((a, b) => b.ratio - a.ratio)
}

/** Whether a change is so large that noise does not explain it. */
export function isRegression({ ratio }: Change): boolean {
  return ratio > REGRESSION_RATIO
}

/** One line for a person. */
export function describeChange(change: Change): string {
  const { suite, question, unit, before, after, ratio } = change
  const mark = isRegression(change) ? '  ← regression' : ''
  const values = `${shortNumber(before)} → ${shortNumber(after)} ${unit}`
  return `${ratio.toFixed(2)} ×  ${suite}: ${question}, ${values}${mark}`
}

function changeOf(before: Row, after: Row): Change {
  const { suite, question, unit, target } = after
  const moreIsBetter = unit.endsWith('/s') || (target !== undefined && 'atLeast' in target)
  const ratio = moreIsBetter ? before.median / after.median : after.median / before.median
  return { suite, question, unit, before: before.median, after: after.median, ratio }
}

function keyOf({ suite, question, unit }: Row): string {
  return [suite, question, unit].join('\0')
}
