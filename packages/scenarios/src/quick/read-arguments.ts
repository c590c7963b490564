import { type InputError, InputErrors } from '../input-error.ts'

/** Reads each value of a repeatable flag; what is wrong with any of them is added to `errors`. */
export function readArguments<Value>(
  texts: readonly string[] | undefined,
  read: (text: string) => Value,
  errors: InputError[],
): readonly Value[] {
  const values: Value[] = []
  for (const text of texts ?? []) {
    try {
      values.push(read(text))
    } catch (error) {
      if (!(error instanceof InputErrors)) throw error
      errors.push(...error.errors)
    }
  }
  return values
}
