import { Command, Option } from 'commander'
import { apiServerConfiguration, DEFAULT_KUBERNETES_PROFILE } from '@seatrial/core'
import {
  type Input,
  InputErrors,
  comparisonJsonSchema,
  readInput,
  resolveKubernetesArgument,
  scenarioJsonSchema,
  summaryJsonSchema,
} from '@seatrial/scenarios'
import { EXIT_CODE, type ExitCode, gravestOf } from '../exit-code.ts'
import { fileReader, readInputFiles } from '../files/read-input-files.ts'
import { readTextFile } from '../files/read-text-file.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { CommandContext } from './command-context.ts'
import { leftOut } from './left-out.ts'

/** What a JSON Schema can be of: what is read, and what is printed. */
const SCHEMAS = {
  input: scenarioJsonSchema,
  summary: summaryJsonSchema,
  comparison: comparisonJsonSchema,
} as const

interface ValidateFlags {
  readonly schema?: keyof typeof SCHEMAS
  readonly kubernetes: string
}

/** `seatrial validate FILE…` and `seatrial validate --schema [OF]`. */
export function validateCommand({ terminal, finish }: CommandContext): Command {
  return new Command('validate')
    .summary('check files')
    .description('Checks Scenarios, Experiments and plain manifests, each file by itself.')
    .argument('[FILE...]', 'the files; - is standard input')
    .addOption(
      new Option('--schema [OF]', 'print the JSON Schema of input files, or of what --json prints')
        .choices(Object.keys(SCHEMAS))
        .preset('input'),
    )
    .option(
      '--kubernetes <VERSION>',
      'which version plain manifests are for',
      DEFAULT_KUBERNETES_PROFILE,
    )
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: ValidateFlags, command: Command) => {
      if (flags.schema !== undefined) {
        terminal.write(`${JSON.stringify(SCHEMAS[flags.schema](), undefined, 2)}\n`)
      } else if (files.length === 0) {
        command.error("error: missing required argument 'FILE'")
      } else {
        finish(await validate(files, flags, terminal))
      }
    })
}

const EXAMPLES = `
Examples:
  seatrial validate scenarios/*.yaml
  helm template my-chart | seatrial validate - --kubernetes 1.34
  seatrial validate --schema > seatrial.schema.json
  seatrial validate --schema comparison > comparison.schema.json`

async function validate(
  names: readonly string[],
  flags: ValidateFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const profile = resolveKubernetesArgument('--kubernetes', flags.kubernetes)
  const files = readInputFiles(names, await fileReader(names, terminal))
  const options = { readFile: readTextFile, configuration: apiServerConfiguration(profile) }
  return gravestOf(
    files.map((file) => {
      try {
        const input = readInput([file], options)
        terminal.write(`${file.file}: ${describe(input)}\n`)
        terminal.writeError(remarksOn(input))
        return EXIT_CODE.done
      } catch (error) {
        if (!(error instanceof InputErrors)) throw error
        terminal.writeError(`${error.message}\n`)
        return EXIT_CODE.badInput
      }
    }),
  )
}

/** What a file that is right holds. */
function describe(input: Input): string {
  switch (input.type) {
    case 'scenario':
      return `Scenario ${input.scenario.name}`
    case 'experiment':
      return `Experiment ${input.experiment.name}`
    case 'manifests':
      return countKinds(input.manifests.objects.map(({ kind }) => kind))
  }
}

/** What of it a run would not know. */
function remarksOn(input: Input): string {
  if (input.type === 'manifests') {
    return leftOut(input.manifests.objects, input.manifests.ignoredKinds)
  }
  const { existing, manifests, ignoredKinds } =
    input.type === 'scenario' ? input.scenario : input.experiment.scenario
  return leftOut([...existing, ...manifests], ignoredKinds)
}

/** `2 Service, 1 StatefulSet`. */
function countKinds(kinds: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  if (counts.size === 0) return 'nothing that matters to a rollout'
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')
}
