import type { IntOrString } from '../int-or-string.ts'
import { type FieldErrors, invalid } from './field-error.ts'
import { mustNotBeNegative } from './must-be.ts'

/** The value must be a whole number from 0 on, or a percentage. */
export function* validateIntOrPercent(value: IntOrString, path: string): FieldErrors {
  if (typeof value === 'number') yield* mustNotBeNegative(value, path)
  else if (percentOf(value) === undefined) yield invalid(path, value, NO_PERCENTAGE)
}

/** A percentage must not be above 100 %; numbers are not bounded. */
export function* validateAtMostWhole(value: IntOrString, path: string): FieldErrors {
  if ((percentOf(value) ?? 0) > 100) yield invalid(path, value, 'must not be greater than 100%')
}

/**
 * True for 0, `0%` and every text that is no number at all. The API looks at the bare number: a
 * text such as `5` is refused as a percentage, but counts as five here.
 */
export function isZero(value: IntOrString): boolean {
  if (typeof value === 'number') return value === 0
  return (percentOf(value) ?? (/^[-+]?\d+$/.test(value) ? Number(value) : 0)) === 0
}

function percentOf(value: IntOrString): number | undefined {
  const digits = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined
  return digits === undefined ? undefined : Number(digits)
}

const NO_PERCENTAGE =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', " +
  "regex used for validation is '[0-9]+%')"
