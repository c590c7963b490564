import { unwritable } from './write-file-whole.ts'

/** Does something to a file, or what else it is. Throws `InputErrors` where it cannot be done. */
export function attemptWrite<Result>(file: string, action: () => Result, what?: string): Result {
  try {
    return action()
  } catch (error) {
    throw unwritable(file, error, what)
  }
}
