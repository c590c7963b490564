export { runCommandLine } from './command-line.ts'
export { EXIT_CODE, type ExitCode } from './exit-code.ts'
export type { Terminal } from './terminal/terminal.ts'
