import type { ExitCode } from '../exit-code.ts'
import type { ThreadPool } from '../replications/thread-pool.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** What a command is made for. */
export interface CommandContext {
  readonly terminal: Terminal
  /** The threads of this process, for whoever has work for them. */
  readonly threads: ThreadPool
  /** All arguments of the command line. */
  readonly args: readonly string[]
  /** Takes the end of the command; one that never says is done. */
  readonly finish: (code: ExitCode) => void
}
