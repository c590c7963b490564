// What `npm start` does without arguments: one rollout in full, then the same under four policies. Both in
// one process, since the program gets faster as it goes.
import { processTerminal, runCommandLines } from '../packages/cli/dist/index.js'

const SCENARIO = 'kafka-image-bump'

process.exitCode = await runCommandLines(
  [
    ['run', `scenarios/${SCENARIO}.yaml`, '-o', `results/${SCENARIO}`],
    ['compare', 'scenarios/kafka-policies.yaml'],
  ],
  processTerminal(),
)
