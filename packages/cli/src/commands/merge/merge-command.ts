import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { type MergeFlags, merge } from './merge.ts'

/** `seatrial merge PART… -o DIR`. */
export function mergeCommand(context: CommandContext): Command {
  return new Command('merge')
    .summary('put shares of a comparison together')
    .description(
      'Puts the shares together that compare --shard has run: as if one had run them all.',
    )
    .argument('<PART...>', 'the folders of the shares')
    .requiredOption('-o, --output <DIR>', 'write replications.csv and variants.csv there')
    .option('--json', 'print the analysis as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (parts: string[], flags: MergeFlags) => {
      context.finish(await merge(parts, flags, context))
    })
}

const EXAMPLES = `
Examples:
  seatrial merge parts/* -o results/kafka
  seatrial merge parts/0 parts/1 -o results/kafka --json`
