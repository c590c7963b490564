import { START, between } from '@seatrial/core'
import { formatDuration } from '@seatrial/report'
import type { Violation } from '@seatrial/scenarios'

/** What must never be and was, a line each, and how to see it again; '' when all is well. */
export function violationText(violations: readonly Violation[]): string {
  const [first] = violations
  if (first === undefined) return ''
  const lines = violations.map(
    ({ rule, time, object, detail }) =>
      `violated at ${formatDuration(between(START, time))}: ${rule}: ${object}: ${detail}\n`,
  )
  const report = 'This is a mistake in Seatrial, not in your input. Please report it with:'
  return `${lines.join('')}${report}\n  ${first.replay}\n`
}
