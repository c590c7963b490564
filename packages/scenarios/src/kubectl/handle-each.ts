import type { CommandContext, CommandProgress } from './command-context.ts'
import { KubectlError } from './kubectl-error.ts'

/** Handles each of several things; one that fails does not keep the others from being handled. */
export function handleEach<T>(
  context: CommandContext,
  all: readonly T[],
  handle: (one: T) => void,
): CommandProgress {
  context.output.end(handleAll(context, all, handle) ? 0 : 1)
  return 'done'
}

/** As `handleEach`, for a command that is not over then. False when anything has failed. */
export function handleAll<T>(
  { output }: CommandContext,
  all: readonly T[],
  handle: (one: T) => void,
): boolean {
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
  return !hasFailed
}
