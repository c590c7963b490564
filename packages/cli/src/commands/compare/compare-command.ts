import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { compare } from './compare.ts'
import { type CompareFlags, addCompareFlags } from './compare-flags.ts'

/** `seatrial compare FILE…`. */
export function compareCommand(context: CommandContext): Command {
  const command = new Command('compare')
    .summary('find the policy and the timeout')
    .description(
      'Compares policies over many replications: an Experiment, or what --vary makes of a Scenario or of plain manifests.',
    )
    .argument('<FILE...>', 'an Experiment, a Scenario, or manifests; - is standard input')
    .addHelpText('after', EXAMPLES)
  return addCompareFlags(command).action(async (files: string[], flags: CompareFlags) => {
    context.finish(await compare(files, flags, context))
  })
}

const EXAMPLES = `
Examples:
  seatrial compare kafka-policies.yaml -o results/kafka
  seatrial compare kafka.yaml --vary podManagementPolicy=OrderedReady,Parallel --ready 25s..65s
  seatrial compare daemons.yaml --nodes 100 --vary maxUnavailable=1,10,10% --replications 300
  seatrial compare kafka.yaml --vary kubernetes=1.34,1.37 --until rolloutDuration=2%
  seatrial compare daemons.yaml --vary maxUnavailable=1,5,25% \\
    --minimise rolloutDuration --subject-to 'unavailable max <= 10' --indifference 5s
  seatrial compare kafka-policies.yaml --shard 0/7 -o parts/0    ... and then seatrial merge parts/*
  seatrial compare kafka-policies.yaml --shard /7 --emit-job | kubectl apply -f -

What is finished is kept in DIR: the same command goes on where it was interrupted.

Exit codes:
  0  done            1  an expectation failed, or is undecided, as a goal may be
  2  bad usage or input    3  no rollout came to its end    4  a mistake of ours
  130, 143  interrupted, and what is finished is kept`
