import { Command } from 'commander'
import type { CommandContext } from '../command-context.ts'
import { run } from './run.ts'
import { type RunFlags, addRunFlags } from './run-flags.ts'

/** `seatrial run FILE…`. */
export function runCommand(context: CommandContext): Command {
  const command = new Command('run')
    .summary('simulate a rollout')
    .description('Simulates a Scenario, or the rollout of plain Kubernetes manifests as they are.')
    .argument('<FILE...>', 'a Scenario, or manifests; - is standard input')
    .addHelpText('after', EXAMPLES)
  return addRunFlags(command).action(async (files: string[], flags: RunFlags) => {
    context.finish(await run(files, flags, context))
  })
}

const EXAMPLES = `
Examples:
  seatrial run kafka.yaml --image kafka=kafka:4.2 --ready 25s..65s --terminate 12s..50s
  seatrial run kafka.yaml --apply kafka-next.yaml -o results/kafka
  seatrial run kafka.yaml --image kafka=kafka:4.2 --set spec.minReadySeconds=30
  seatrial run daemons.yaml --nodes 500 --profile bare-metal --print "get ds -w"
  helm template my-chart | seatrial run -
  kubectl get nodes,pv,pdb,sts,ds -o yaml | seatrial run - --image kafka=kafka:4.2
  seatrial run kafka.scenario.yaml --json

Exit codes:
  0  done            1  an expectation failed, or is undecided     2  bad usage or input
  3  stalled, or the horizon was met     4  a mistake of ours      130, 143  interrupted`
