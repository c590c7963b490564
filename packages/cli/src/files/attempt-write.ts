import { unwritable } from './write-file-whole.ts'

/** Does something to a file. Throws `InputErrors` where it cannot be done. */
export function attemptWrite<Result>(file: string, action: () => Result): Result {
  try {
    return action()
  } catch (error) {
    throw unwritable(file, error)
  }
}
