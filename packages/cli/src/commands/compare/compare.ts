import { formatNumber } from '@seatrial/report'
import {
  InputError,
  InputErrors,
  type Study,
  analyseComparison,
  findReleaseDifferences,
  findSensitivity,
  isSelectedByMean,
} from '@seatrial/scenarios'
import { EXIT_CODE, type ExitCode, exitCodeOfSignal } from '../../exit-code.ts'
import { parseShard } from '../../replications/parse-shard.ts'
import { type Shard, WHOLE } from '../../replications/shard.ts'
import { gatherStudy } from '../../study/gather-study.ts'
import type { Environment } from '../../terminal/terminal.ts'
import type { CommandContext } from '../command-context.ts'
import { flagError, parseCount } from '../flag-values.ts'
import { type CompareFlags, studyFlagsOf } from './compare-flags.ts'
import { writeStudyFiles } from './study-files.ts'
import { sweepStudy } from './sweep-study.ts'
import { tellComparison } from './tell-comparison.ts'

/** Compares what the files hold, writes and prints what comes of it. Throws `InputErrors`. */
export async function compare(
  files: readonly string[],
  flags: CompareFlags,
  { terminal }: CommandContext,
): Promise<ExitCode> {
  const gathered = await gatherStudy(files, studyFlagsOf(flags), terminal)
  const { study } = gathered
  checkVariants(files, study)
  terminal.writeError(leftOutVariants(study))
  const shard = shardOf(flags, study, terminal.environment)
  const threads = threadsOf(flags, terminal.parallelism)
  const folder = flags.output
  // From here on there is finished work, which a signal must not lose.
  const signals = terminal.catchSignals()
  try {
    const swept = await sweepStudy(gathered, {
      shard,
      folder,
      threads,
      terminal,
      signal: signals.arrival,
    })
    if (swept.type === 'interrupted') {
      terminal.writeError(interruption(swept.keptCount, folder))
      return exitCodeOfSignal(swept.by)
    }
    const { replications } = swept
    if (folder !== undefined) writeStudyFiles(folder, study, replications)
    if (shard !== WHOLE) {
      terminal.writeError(`share ${shard.index}/${shard.count} is done: ${folder}\n`)
      return EXIT_CODE.done
    }
    const compared = analyseComparison(study, replications, {
      releases: findReleaseDifferences(study),
    })
    const effort = flags.sensitivity === true ? 'thorough' : 'screened'
    const analysis = { ...compared, sensitivity: findSensitivity(compared, effort) }
    return tellComparison(analysis, { terminal, isJson: flags.json === true, folder })
  } finally {
    signals.release()
  }
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
  if (output === undefined) throw flagError('--shard', '-o DIR beside it', shard)
  if (!isSelectedByMean(study)) return parseShard(shard, environment)
  const expected =
    'a fixed number of --replications, since a goal ends the others when the best one is clear'
  throw flagError('--shard', expected, shard)
}

function threadsOf({ workers }: CompareFlags, parallelism: number): number {
  return workers === undefined ? parallelism : parseCount('--workers', 'threads', workers)
}

function interruption(keptCount: number, folder: string | undefined): string {
  const kept =
    folder === undefined
      ? 'nothing is kept without -o DIR'
      : `${formatNumber(keptCount)} replications are kept in ${folder}, where the same command goes on`
  return `interrupted: ${kept}\n`
}
