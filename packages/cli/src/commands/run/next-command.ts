import type { NextCommand } from '@seatrial/report'
import { STANDARD_INPUT } from '../../files/read-input-files.ts'
import { shellWords } from '../shell-words.ts'

/** What the command to try next is chosen by. */
export interface NextCommandOptions {
  /** How this program is called. */
  readonly program: string
  /** The arguments of this command. */
  readonly args: readonly string[]
  readonly files: readonly string[]
  /** Whether plain manifests were run. */
  readonly isQuick: boolean
  readonly isDone: boolean
  /** Whether any pods were to be replaced. */
  readonly hasRollout: boolean
  /** The name of a container that could get a new image. */
  readonly container: string
  /** Latencies that are only assumed and make up most of the answer. */
  readonly decisive: readonly string[]
}

/** The command to try next, and why: what makes the answer surer, or else what it does not tell. */
export function nextCommand(options: NextCommandOptions): NextCommand {
  const { isQuick, isDone, hasRollout, container, decisive } = options
  if (!isDone) return { command: again(options, "--print 'get po'"), reason: 'who is waiting' }
  if (isQuick && !hasRollout) {
    const args = withoutFlag(options.args, '--image')
    const command = again({ ...options, args }, `--image ${container}=IMAGE:TAG`)
    return { command, reason: 'a change that does' }
  }
  const flags = KNOWN_BY_FLAG.filter(({ latency }) => decisive.includes(latency))
  if (flags.length > 0) {
    const known = flags.map(({ flag }) => `${flag} 25s..65s`).join(' ')
    return { command: again(options, known), reason: 'your P50..P99' }
  }
  return isQuick
    ? { command: init(options), reason: 'a Scenario: drains, lost nodes, churn' }
    : { command: again(options, '--seed 2'), reason: 'the same with other chance' }
}

const KNOWN_BY_FLAG = [
  { latency: 'applicationReady', flag: '--ready' },
  { latency: 'termination', flag: '--terminate' },
]

/** This command with more flags, and without those about its output. */
function again({ program, args, files }: NextCommandOptions, flags: string): string {
  return `${piped(files)}${program} ${shellWords(withoutOutput(args))} ${flags}`
}

function init({ program, files }: NextCommandOptions): string {
  return `${piped(files)}${program} init ${shellWords(files)}`
}

function withoutOutput(args: readonly string[]): readonly string[] {
  const others = withoutFlag(withoutFlag(args, '--output'), '-o')
  return others.filter((arg) => arg !== '--json' && !/^-o./.test(arg))
}

/** The arguments without a flag that has a value. */
function withoutFlag(args: readonly string[], flag: string): readonly string[] {
  return args.filter(
    (arg, index) => args[index - 1] !== flag && arg !== flag && !arg.startsWith(`${flag}=`),
  )
}

function piped(files: readonly string[]): string {
  return files.includes(STANDARD_INPUT) ? '… | ' : ''
}
