import { InputErrors } from '../../src/input-error.ts'

/** The messages of the input errors that a call throws; none when it throws none. */
export function errorsOf(call: () => unknown): readonly string[] {
  try {
    call()
    return []
  } catch (error) {
    if (!(error instanceof InputErrors)) throw error
    return error.errors.map(({ message }) => message)
  }
}
