import { InputError, InputErrors } from '../../input-error.ts'

/** What is wrong with the value of a command-line flag, as the one error of an `InputErrors`. */
export function argumentError(
  flag: string,
  fields: {
    readonly expected: string
    readonly got: string
    readonly suggestion?: string | undefined
  },
): InputErrors {
  return new InputErrors([new InputError({ file: flag, path: '', ...fields })])
}
