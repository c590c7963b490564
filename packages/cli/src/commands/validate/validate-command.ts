import { Command, Option } from 'commander'
import { apiServerConfiguration, DEFAULT_KUBERNETES_PROFILE } from '@seatrial/core'
import {
  comparisonJsonSchema,
  resolveKubernetesArgument,
  scenarioJsonSchema,
  summaryJsonSchema,
} from '@seatrial/scenarios'
import { EXIT_CODE, type ExitCode } from '../../exit-code.ts'
import { fileReader } from '../../files/read-input-files.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { CommandContext } from '../command-context.ts'
import { textOfLines } from '../text-of-lines.ts'
import { type FileCheck, checkFile } from './check-file.ts'
import { validationDocument } from './validation-document.ts'

/** What a JSON Schema can be of: what is read, and what is printed. */
const SCHEMAS = {
  input: scenarioJsonSchema,
  summary: summaryJsonSchema,
  comparison: comparisonJsonSchema,
} as const

interface ValidateFlags {
  readonly schema?: keyof typeof SCHEMAS
  readonly kubernetes: string
  readonly json?: boolean
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
    .option('--json', 'print what is right and what is wrong as one JSON document')
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
  seatrial validate scenarios/*.yaml --json | jq '.problems[]'
  seatrial validate --schema > seatrial.schema.json
  seatrial validate --schema comparison > comparison.schema.json`

async function validate(
  names: readonly string[],
  { kubernetes, json }: ValidateFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const profile = resolveKubernetesArgument('--kubernetes', kubernetes)
  const readFile = await fileReader(names, terminal)
  const options = { readFile, configuration: apiServerConfiguration(profile) }
  const checks = names.map((name) => checkFile(name, options))
  if (json === true) {
    terminal.write(`${JSON.stringify(validationDocument(checks), undefined, 2)}\n`)
  } else {
    for (const check of checks) tell(check, terminal)
  }
  return checks.every(({ type }) => type === 'right') ? EXIT_CODE.done : EXIT_CODE.badInput
}

function tell(check: FileCheck, terminal: Terminal): void {
  if (check.type === 'right') {
    terminal.write(`${check.file}: ${check.holds}\n`)
    terminal.writeError(textOfLines(check.remarks))
  } else {
    terminal.writeError(textOfLines(check.problems.map(({ message }) => message)))
  }
}
