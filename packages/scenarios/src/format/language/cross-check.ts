import { z } from 'zod'

/** Something wrong with a map as a whole or with how its fields fit together. */
export interface CrossCheckFinding {
  readonly expected: string
  /** The field at which it is reported; absent: the map. */
  readonly field?: string
}

/**
 * A check of how the fields of a map fit together. It runs also when single fields are wrong
 * (zod's own refinements would not), so that all errors come in one round: fields may be missing.
 */
export function crossCheck<Fields extends object>(
  check: (fields: Fields) => CrossCheckFinding | undefined,
): z.core.$ZodCheck<Fields> {
  return z.superRefine<Fields>(
    (fields, context) => {
      const finding = check(fields)
      if (finding === undefined) return
      const { expected, field } = finding
      const path = field === undefined ? [] : [field]
      context.addIssue({ code: 'custom', message: expected, path })
    },
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  )
}
