import type { Action } from '../format/scenario/scenario.ts'

/**
 * What `--print` is asked for by a command line of kubectl that only looks: `get po -w` or
 * `rollout status sts/web`. Undefined for one that changes something.
 */
export function printRequestIn(commandLine: string): string | undefined {
  const request = commandLine.trim().replace(/^kubectl\s+/, '')
  return LOOKS.test(request) ? request : undefined
}

const LOOKS = /^(?:get|events|rollout\s+(?:status|history))(?:\s|$)/

/** All that an action has printed as kubectl prints it. */
export function printRequestsOf(action: Action): readonly string[] {
  switch (action.type) {
    case 'print':
      return action.commands
    case 'kubectl':
      return action.commands
        .map(printRequestIn)
        .filter((request): request is string => request !== undefined)
    default:
      return []
  }
}
