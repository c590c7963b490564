import { existsSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { InvariantError } from '@seatrial/core'
import { InputErrors } from '@seatrial/scenarios'
import type { CommandContext } from './commands/command-context.ts'
import { compareCommand } from './commands/compare/compare-command.ts'
import { initCommand } from './commands/init.ts'
import { mergeCommand } from './commands/merge/merge-command.ts'
import { runCommand } from './commands/run/run-command.ts'
import { validateCommand } from './commands/validate/validate-command.ts'
import { EXIT_CODE, type ExitCode } from './exit-code.ts'
import { ThreadPool } from './replications/thread-pool.ts'
import type { Terminal } from './terminal/terminal.ts'
import { version } from './version.ts'

/**
 * Does what the arguments say, without the names of the program and of Node before them, and
 * returns the code with which the process should end. Nothing is thrown: what goes wrong is told on
 * standard error.
 */
export function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  return runCommandLines([args], terminal)
}

/**
 * The same for several command lines in turn, until one is not done: with an empty line between what
 * they print, and with the same threads.
 */
export async function runCommandLines(
  commandLines: readonly (readonly string[])[],
  terminal: Terminal,
): Promise<ExitCode> {
  const threads = new ThreadPool()
  let code: ExitCode = EXIT_CODE.done
  try {
    for (const [number, args] of commandLines.entries()) {
      if (number > 0) terminal.write('\n')
      code = await runOne(args, terminal, threads)
      if (code !== EXIT_CODE.done) break
    }
    return code
  } finally {
    await threads.close()
  }
}

async function runOne(
  args: readonly string[],
  terminal: Terminal,
  threads: ThreadPool,
): Promise<ExitCode> {
  let code: ExitCode = EXIT_CODE.done
  const finish = (finished: ExitCode): void => {
    code = finished
  }
  const program = programFor({ terminal, threads, args, finish })
  const [first = ''] = args
  const isCommand = ['help', ...program.commands.map((command) => command.name())].includes(first)
  if (!isCommand && existsSync(first)) return suggestRun(first, terminal)
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    return explain(error, terminal)
  }
}

/** Whoever names a file first means to run it, and may not know the word. */
function suggestRun(file: string, terminal: Terminal): ExitCode {
  const meant = `${terminal.program} run ${file}`
  terminal.writeError(`expected a command, got the file ${file} (did you mean ${meant}?)\n`)
  return EXIT_CODE.badInput
}

function programFor(context: CommandContext): Command {
  const { terminal } = context
  const program = new Command('seatrial')
    .description('The sea trial of a Kubernetes rollout: simulate it before you start it.')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .helpCommand('help [COMMAND]', 'print the help of a command')
    .showHelpAfterError('(--help tells more)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.writeError(text),
      getOutHelpWidth: () => HELP_WIDTH,
      getErrHelpWidth: () => HELP_WIDTH,
      getOutHasColors: () => terminal.hasColors,
    })
    .addHelpText('after', EXAMPLES)
  for (const command of [runCommand, compareCommand, mergeCommand, validateCommand, initCommand]) {
    program.addCommand(command(context).copyInheritedSettings(program))
  }
  return program
}

const HELP_WIDTH = 100

const EXAMPLES = `
Examples:
  seatrial run kafka.yaml --image kafka=kafka:4.2     how long, and what does it cost?
  seatrial compare kafka.yaml --vary maxUnavailable=1,2,10%   which policy, which timeout?
  helm template my-chart | seatrial run -             any manifests, as they are
  seatrial init kafka.yaml -o kafka.scenario.yaml     a scenario to change
  seatrial validate kafka.scenario.yaml               is it right?`

/** Tells what went wrong, and whose fault it was. */
function explain(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? EXIT_CODE.done : EXIT_CODE.badInput
  }
  if (error instanceof InputErrors) {
    terminal.writeError(`${error.message}\n`)
    return EXIT_CODE.badInput
  }
  const { name, message, stack } = error as Error
  const what = error instanceof InvariantError ? `${name}: ${message}` : stack
  terminal.writeError(`${what}\n\n${OUR_MISTAKE}\n`)
  return EXIT_CODE.invariantViolated
}

const OUR_MISTAKE =
  'This is a mistake in Seatrial, not in your input. Please report it with the command and its files.'
