import { wrapCommand } from '../text/wrap-command.ts'

/** A command to try, and what it is good for in a few words. */
export interface NextCommand {
  readonly command: string
  readonly reason: string
}

const COMMAND_LINES_MAX = 3

/** The command in full, so that it can be copied; its reason where that fits beside it. */
export function nextLines({ command, reason }: NextCommand, width: number): readonly string[] {
  const lines = wrapCommand(command, width)
  if (lines.length > COMMAND_LINES_MAX) return [command]
  const last = `${lines.at(-1)}   ${reason}`
  return last.length <= width ? [...lines.slice(0, -1), last] : lines
}
