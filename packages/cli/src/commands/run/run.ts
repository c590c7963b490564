import {
  PLAIN_STYLE,
  TERMINAL_STYLE,
  type TranscriptRecorder,
  inputCertainty,
  runScreen,
  unmetLines,
} from '@seatrial/report'
import {
  type RunResult,
  type Scenario,
  ScenarioRun,
  type SimulateOptions,
  type Summary,
  containerNames,
  summariseRun,
  verdictsOver,
  workloadsOf,
} from '@seatrial/scenarios'
import { type ExitCode, exitCodeOfSignal } from '../../exit-code.ts'
import type { CaughtSignals, Signal, Terminal } from '../../terminal/terminal.ts'
import { version } from '../../version.ts'
import type { CommandContext } from '../command-context.ts'
import { leftOut } from '../left-out.ts'
import { shellWords } from '../shell-words.ts'
import { textOfLines } from '../text-of-lines.ts'
import { exitCodeOfRun } from './exit-code-of-run.ts'
import { parseCount, parseInterval } from '../flag-values.ts'
import { keepHeapFrugal } from './frugal-heap.ts'
import { nextCommand } from './next-command.ts'
import { observedNotes } from './observed-notes.ts'
import { type RunInput, readRunInput } from './read-run-input.ts'
import { RunFiles } from './run-files.ts'
import type { RunFlags } from './run-flags.ts'
import { RunProgress } from './run-progress.ts'
import { runToEnd } from './run-to-end.ts'
import { transcriptRecorder, transcriptText } from './transcripts.ts'
import { type Trust, trustIn } from './trust.ts'
import { violationText } from './violation-text.ts'

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
  const options = optionsOf(flags, context)
  const asked = replicationsOf(flags)
  const input = await readRunInput(files, flags, context.terminal)
  const replications = asked ?? input.scenario.replications
  keepHeapFrugal(input.scenario)
  const transcripts = transcriptRecorder(input.scenario, flags.print ?? [])
  // From here on there may be files that a signal must not leave behind.
  const signals = context.terminal.catchSignals()
  try {
    const told = { files, flags, replications, context, signals, input, transcripts }
    return await runAndTell(options, told)
  } finally {
    signals.release()
  }
}

/** What is run and what is to come of it. */
interface AskedRun {
  readonly files: readonly string[]
  readonly flags: RunFlags
  /** How many runs are to say how sure it is, by the flags or the scenario; undefined: nobody says. */
  readonly replications: number | undefined
  readonly context: CommandContext
  readonly signals: CaughtSignals
  readonly input: RunInput
  readonly transcripts: TranscriptRecorder
}

/** What was asked, and how far the answer can be trusted. */
interface ToldRun extends AskedRun, Trust {}

async function runAndTell(options: SimulateOptions, asked: AskedRun): Promise<ExitCode> {
  const { input, flags, transcripts, context, signals } = asked
  const { scenario, warmUp, observed } = input
  const { terminal } = context
  const objects = [...scenario.existing, ...scenario.manifests]
  const notes = [...observedNotes(observed), ...leftOut(objects, scenario.ignoredKinds)]
  terminal.writeError(textOfLines(notes))
  const output = outputFolder(flags, scenario)
  try {
    const rows = output?.sinks ?? NO_ROWS
    const observers = [transcripts]
    const scenarioRun = new ScenarioRun(scenario, { ...options, ...rows, warmUp, observers })
    const progress = new RunProgress(terminal, scenarioRun, scenario)
    const signal = await runToEnd(scenarioRun, progress, signals)
    if (signal !== undefined) return interrupted(signal, terminal)
    const seen = scenarioRun.result()
    const trust = await trustIn(seen, asked, signals)
    if (trust.type === 'interrupted') return interrupted(trust.by, terminal)
    const result = { ...seen, expectations: verdictsOver(seen.expectations, trust.certainty) }
    const files = output?.names ?? []
    const summary = summariseRun(scenario, result, { ...trust, engineVersion: version(), files })
    output?.finish(summary)
    terminal.writeError(violationText(result.violations))
    if (transcripts.transcripts.length > 0) terminal.writeError(unmetText(result))
    terminal.write(outputOf(result, summary, { ...asked, ...trust }))
    return exitCodeOfRun(result, scenario)
  } finally {
    output?.discard()
  }
}

function interrupted(signal: Signal, terminal: Terminal): ExitCode {
  terminal.writeError('interrupted: no files were written\n')
  return exitCodeOfSignal(signal)
}

function outputFolder({ output, events }: RunFlags, scenario: Scenario): RunFiles | undefined {
  return output === undefined ? undefined : new RunFiles(output, scenario, events === true)
}

function optionsOf(
  { seed, tieBreak, interval, check }: RunFlags,
  { terminal, args }: CommandContext,
): SimulateOptions {
  return {
    tieBreak,
    ...(check === true ? { check, replay: `${terminal.program} ${shellWords(args)}` } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...(interval === undefined ? {} : { interval: parseInterval(interval) }),
  }
}

function replicationsOf({ replications }: RunFlags): number | undefined {
  if (replications === undefined) return undefined
  return parseCount('--replications', 'runs', replications)
}

/** What was expected and was not met, a line each: nothing that kubectl shows tells of it. */
function unmetText({ expectations }: RunResult): string {
  return textOfLines(unmetLines(expectations))
}

/** The summary, or what kubectl would show, or else one screen. */
function outputOf(result: RunResult, summary: Summary, asked: ToldRun): string {
  const { flags } = asked
  const { transcripts } = asked.transcripts
  if (flags.json === true) return `${JSON.stringify(summary, undefined, 2)}\n`
  return transcripts.length > 0 ? transcriptText(transcripts) : screenOf(result, summary, asked)
}

function screenOf(
  result: RunResult,
  { files: written }: Summary,
  { files, flags, context, input, certainty, sensitivity }: ToldRun,
): string {
  const { terminal, args } = context
  const { decisive } = inputCertainty(result.rollouts.at(-1), result.latencies, sensitivity)
  return runScreen(result, {
    width: SCREEN_WIDTH,
    style: terminal.hasColors ? TERMINAL_STYLE : PLAIN_STYLE,
    profile: input.scenario.cluster.profile,
    certainty,
    sensitivity,
    files:
      flags.output === undefined
        ? undefined
        : `${flags.output}: ${[...written, 'summary.json'].join(', ')}`,
    next: nextCommand({
      program: terminal.program,
      args,
      files,
      isQuick: input.isQuick,
      isDone: result.outcome === 'done',
      hasRollout: result.rollouts.length > 0,
      container: firstContainer(input.scenario),
      decisive,
    }),
  })
}

function firstContainer({ existing, manifests }: Scenario): string {
  const [first] = workloadsOf([...existing, ...manifests])
  return (first === undefined ? undefined : containerNames(first.object)[0]) ?? 'CONTAINER'
}
