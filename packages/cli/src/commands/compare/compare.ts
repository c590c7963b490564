import { InputError, InputErrors, type Study, isSelectedByMean } from '@seatrial/scenarios'
import { formatNumber } from '@seatrial/report'
import { EXIT_CODE, type ExitCode, exitCodeOfSignal } from '../../exit-code.ts'
import { Crew } from '../../replications/crew.ts'
import { parseShard } from '../../replications/parse-shard.ts'
import { type Shard, WHOLE } from '../../replications/shard.ts'
import { type GatheredStudy, gatherStudy } from '../../study/gather-study.ts'
import type { Environment, Terminal } from '../../terminal/terminal.ts'
import type { CommandContext } from '../command-context.ts'
import { flagError, parseCount } from '../flag-values.ts'
import { analyseStudy } from './analyse-study.ts'
import { type CompareFlags, studyFlagsOf } from './compare-flags.ts'
import { jobText } from './emit-job/job-text.ts'
import { writeStudyFiles } from './study-files.ts'
import { type SweepStudyOptions, type SweptStudy, sweepStudy } from './sweep-study.ts'
import { tellComparison } from './tell-comparison.ts'

/** Compares what the files hold, writes and prints what comes of it. Throws `InputErrors`. */
export async function compare(
  files: readonly string[],
  flags: CompareFlags,
  { terminal, threads }: CommandContext,
): Promise<ExitCode> {
  const gathered = await gatherStudy(files, studyFlagsOf(flags), terminal)
  const { study } = gathered
  checkVariants(files, study)
  terminal.writeError(leftOutVariants(study))
  if (flags.emitJob === true) {
    checkSharing(study)
    terminal.write(jobText(gathered, flags))
    return EXIT_CODE.done
  }
  const shard = shardOf(flags, study, terminal.environment)
  const crew = new Crew(study, { size: threadsOf(flags, terminal), threads, terminal })
  try {
    return await sweepAndTell(gathered, flags, { shard, crew, terminal })
  } finally {
    await crew.close()
  }
}

async function sweepAndTell(
  gathered: GatheredStudy,
  { output: folder, json }: CompareFlags,
  {
    shard,
    crew,
    terminal,
  }: { readonly shard: Shard; readonly crew: Crew; readonly terminal: Terminal },
): Promise<ExitCode> {
  const swept = await sweepUnlessSignalled(gathered, { shard, folder, crew }, terminal)
  if (swept.type === 'interrupted') {
    terminal.writeError(interruption(swept.keptCount, folder))
    return exitCodeOfSignal(swept.by)
  }
  const { replications } = swept
  if (folder !== undefined) writeStudyFiles(folder, gathered.study, replications)
  if (shard !== WHOLE) {
    terminal.writeError(`share ${shard.index}/${shard.count} is done: ${folder}\n`)
    return EXIT_CODE.done
  }
  const analysis = await analyseStudy(gathered, replications, crew)
  return tellComparison(analysis, { terminal, isJson: json === true, folder })
}

function checkVariants(files: readonly string[], { variants, leftOut }: Study): void {
  if (variants.length > 0) return
  const got = `none, since ${leftOut.map(({ name, reason }) => `${name}: ${reason}`).join('; ')}`
  const expected = 'a variant that the API server does not refuse'
  throw new InputErrors([new InputError({ file: files.join(', '), path: '', expected, got })])
}

/** What will not be run, a line each with its line end. */
function leftOutVariants({ leftOut }: Study): string {
  return leftOut.map(({ name, reason }) => `left out: ${name} (${reason})\n`).join('')
}

function shardOf({ shard, output }: CompareFlags, study: Study, environment: Environment): Shard {
  if (shard === undefined) return WHOLE
  checkSharing(study)
  if (output === undefined) throw flagError('--shard', '-o DIR beside it', shard)
  return parseShard(shard, environment)
}

/** Whoever runs a share cannot know when the best variant is clear. */
function checkSharing(study: Study): void {
  if (!isSelectedByMean(study)) return
  const { min, max } = study.replications
  const expected = 'a fixed number, since a goal ends others when the best variant is clear'
  throw flagError('--replications', expected, `${min}..${max}`)
}

function threadsOf({ workers }: CompareFlags, { parallelism }: Terminal): number {
  return workers === undefined ? parallelism : parseCount('--workers', 'threads', workers)
}

/** While replications are run, a signal ends that and nothing else. */
async function sweepUnlessSignalled(
  gathered: GatheredStudy,
  options: Omit<SweepStudyOptions, 'signal'>,
  terminal: Terminal,
): Promise<SweptStudy> {
  const signals = terminal.catchSignals()
  try {
    return await sweepStudy(gathered, { ...options, signal: signals.arrival })
  } finally {
    signals.release()
  }
}

function interruption(keptCount: number, folder: string | undefined): string {
  const kept =
    folder === undefined
      ? 'nothing is kept without -o DIR'
      : `${formatNumber(keptCount)} replications are kept in ${folder}, where the same command goes on`
  return `interrupted: ${kept}\n`
}
