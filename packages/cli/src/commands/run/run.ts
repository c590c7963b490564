import { PLAIN_STYLE, TERMINAL_STYLE, inputCertainty, runScreen } from '@seatrial/report'
import { type RunResult, type SimulateOptions, simulate, summariseRun } from '@seatrial/scenarios'
import type { ExitCode } from '../../exit-code.ts'
import { Progress } from '../../terminal/progress.ts'
import { version } from '../../version.ts'
import type { CommandContext } from '../command-context.ts'
import { exitCodeOfRun } from './exit-code-of-run.ts'
import { parseInterval } from './flag-values.ts'
import { leftOut } from './left-out.ts'
import { nextCommand } from './next-command.ts'
import { observedNotes } from './observed-notes.ts'
import { type RunInput, readRunInput } from './read-run-input.ts'
import { RunFiles } from './run-files.ts'
import type { RunFlags } from './run-flags.ts'
import { transcriptRecorder, transcriptText } from './transcripts.ts'

/** Letters in a line of the screen. */
const SCREEN_WIDTH = 100

/** Without a folder for them, nobody sees the rows. */
const NO_ROWS = { timeline: 'drop', pods: 'drop' } as const

/** Runs what the files hold, writes and prints what comes of it. Throws `InputErrors`. */
export async function run(
  files: readonly string[],
  flags: RunFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal } = context
  const options = optionsOf(flags)
  const input = await readRunInput(files, flags, terminal)
  const { scenario, warmUp } = input
  const transcripts = transcriptRecorder(scenario, flags.print ?? [])
  const written =
    flags.output === undefined
      ? undefined
      : new RunFiles(flags.output, scenario, flags.events === true)
  try {
    terminal.writeError(observedNotes(input.observed) + leftOut(scenario))
    const observers = [transcripts, new Progress(terminal)]
    const rows = written?.sinks ?? NO_ROWS
    const result = simulate(scenario, { ...options, ...rows, warmUp, observers })
    const summary = summariseRun(scenario, result, {
      engineVersion: version(),
      files: written?.names ?? [],
    })
    written?.finish(summary)
    if (flags.json === true) terminal.write(`${JSON.stringify(summary, undefined, 2)}\n`)
    else if (transcripts.transcripts.length > 0) {
      terminal.write(transcriptText(transcripts.transcripts))
    } else terminal.write(screenOf(result, { files, flags, input, context, names: written?.names }))
    return exitCodeOfRun(result, scenario)
  } finally {
    written?.discard()
  }
}

function optionsOf({ seed, tieBreak, interval }: RunFlags): SimulateOptions {
  return {
    tieBreak,
    ...(seed === undefined ? {} : { seed }),
    ...(interval === undefined ? {} : { interval: parseInterval(interval) }),
  }
}

function screenOf(
  result: RunResult,
  ended: {
    readonly files: readonly string[]
    readonly flags: RunFlags
    readonly input: RunInput
    readonly context: CommandContext
    readonly names: readonly string[] | undefined
  },
): string {
  const { files, flags, input, context, names } = ended
  const { terminal, args } = context
  const { decisive } = inputCertainty(result.rollouts.at(-1), result.latencies)
  return runScreen(result, {
    width: SCREEN_WIDTH,
    style: terminal.hasColors ? TERMINAL_STYLE : PLAIN_STYLE,
    profile: input.scenario.cluster.profile,
    files: names === undefined ? undefined : `${flags.output}: ${names.join(', ')}`,
    next: nextCommand({
      program: terminal.program,
      args,
      files,
      isQuick: input.isQuick,
      isDone: result.outcome === 'done',
      decisive,
    }),
  })
}
