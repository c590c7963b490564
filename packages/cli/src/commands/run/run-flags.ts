import { type Command, Option } from 'commander'
import type { TieBreak } from '@seatrial/core'
import { type ManifestFlags, addManifestFlags, repeatable } from '../manifest-flags.ts'

/** The flags of `seatrial run` as they were written; what was not given is absent. */
export interface RunFlags extends ManifestFlags {
  readonly seed?: string
  readonly replications?: string
  readonly tieBreak: TieBreak
  readonly check?: boolean
  readonly print?: readonly string[]
  readonly interval?: string
  readonly output?: string
  readonly events?: boolean
  readonly json?: boolean
}

/** Gives a command the flags of `RunFlags`. */
export function addRunFlags(command: Command): Command {
  return addManifestFlags(command)
    .optionsGroup('How it is run:')
    .option('--seed <SEED>', 'the root of all chance; default: 1, or what the Scenario says')
    .option(
      '--replications <N>',
      'runs that say how sure it is; 1: none; default: as the Scenario says, or up to 300',
    )
    .addOption(
      new Option('--tie-break <ORDER>', 'of simultaneous events, to see whether they matter')
        .choices(['fifo', 'lifo', 'random'])
        .default('fifo'),
    )
    .option('--check', 'check after each event what must always hold, whatever is run')
    .optionsGroup('What comes out:')
    .option('-o, --output <DIR>', 'write timeline.csv, pods.csv and summary.json there')
    .option('--events', 'events.csv too, also for more than 1,000 pods: every stored change')
    .option('--interval <TIME>', 'timeline rows at multiples of this time; default: at each change')
    .addOption(repeatable('--print <REQUEST>', 'what kubectl would show, instead: "get po -w"'))
    .option('--json', 'print the summary as JSON')
    .optionsGroup('Else:')
}
