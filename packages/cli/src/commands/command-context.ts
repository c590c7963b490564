import type { ExitCode } from '../exit-code.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** What a command is made for. */
export interface CommandContext {
  readonly terminal: Terminal
  /** All arguments of the command line. */
  readonly args: readonly string[]
  /** Takes the end of the command; one that never says is done. */
  readonly finish: (code: ExitCode) => void
}
