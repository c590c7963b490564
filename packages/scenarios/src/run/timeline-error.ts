import { InputError, InputErrors } from '../input-error.ts'

/** What the timeline asks for cannot be done. */
export function timelineError(expected: string, got: string): InputErrors {
  return new InputErrors([new InputError({ file: 'timeline', path: '', expected, got })])
}
