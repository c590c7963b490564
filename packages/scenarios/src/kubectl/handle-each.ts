import type { CommandContext, CommandProgress } from './command-context.ts'
import { KubectlError } from './kubectl-error.ts'

/** Handles each of several things; one that fails does not keep the others from being handled. */
export function handleEach<T>(
  { output }: CommandContext,
  all: readonly T[],
  handle: (one: T) => void,
): CommandProgress {
  let hasFailed = false
  for (const one of all) {
    try {
      handle(one)
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error
      output.warn(error.message)
      hasFailed = true
    }
  }
  output.end(hasFailed ? 1 : 0)
  return 'done'
}
