export { runCommandLine, runCommandLines } from './command-line.ts'
export { EXIT_CODE, type ExitCode } from './exit-code.ts'
export { processTerminal } from './terminal/process-terminal.ts'
export type { Terminal } from './terminal/terminal.ts'
