import { existsSync } from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { DEFAULT_KUBERNETES_PROFILE, apiServerConfiguration } from '@seatrial/core'
import {
  type InputFile,
  InputError,
  InputErrors,
  type Manifests,
  commentedScenario,
  nameFromFile,
  readInput,
  workloadsOf,
} from '@seatrial/scenarios'
import { STANDARD_INPUT, fileReader, readInputFiles } from '../files/read-input-files.ts'
import { readTextFile } from '../files/read-text-file.ts'
import { writeFileWhole } from '../files/write-file-whole.ts'
import type { CommandContext } from './command-context.ts'
import { shellWords } from './shell-words.ts'

interface InitFlags {
  readonly output?: string
}

/** `seatrial init MANIFEST…`. */
export function initCommand({ terminal }: CommandContext): Command {
  return new Command('init')
    .summary('write a Scenario for some manifests')
    .description('Writes a commented Scenario for plain manifests, to be changed and run.')
    .argument('<MANIFEST...>', 'the manifests; - is standard input')
    .option('-o, --output <FILE>', 'where to write it; default: standard output')
    .addHelpText('after', EXAMPLES)
    .action(async (names: string[], { output }: InitFlags) => {
      if (output !== undefined) checkNew(output)
      const files = readInputFiles(names, await fileReader(names, terminal))
      const text = scenarioText(files, output)
      if (output === undefined) {
        terminal.write(text)
      } else {
        writeFileWhole(output, text)
        const next = `${terminal.program} run ${shellWords([output])}`
        terminal.writeError(`wrote ${output}; next: ${next}\n`)
      }
    })
}

const EXAMPLES = `
Examples:
  seatrial init kafka.yaml -o kafka.scenario.yaml
  helm template my-chart | seatrial init - > my-chart.scenario.yaml`

/** What is there may be the manifests, or a scenario that somebody has changed since. */
function checkNew(output: string): void {
  if (!existsSync(output)) return
  const fields = { file: output, path: '', expected: 'the name of a new file' }
  throw new InputErrors([new InputError({ ...fields, got: 'one that exists' })])
}

/**
 * Manifests from standard input have no file that a scenario could name: they come along behind it.
 */
function scenarioText(files: readonly InputFile[], output: string | undefined): string {
  const manifests = readManifests(files)
  const folder = output === undefined ? '.' : path.dirname(output)
  const named = files.filter(({ file }) => file !== STANDARD_INPUT)
  const piped = files.filter(({ file }) => file === STANDARD_INPUT)
  const name = nameFromFile(named[0]?.file ?? output ?? '')
  const scenario = commentedScenario({
    manifests: manifests.objects,
    files: named.map(({ file }) => pathFrom(folder, file)),
    name,
    file: shellWords([output ?? `${name}.scenario.yaml`]),
  })
  return [scenario, ...piped.map(({ text }) => text)].join('---\n')
}

function readManifests(files: readonly InputFile[]): Manifests {
  const configuration = apiServerConfiguration(DEFAULT_KUBERNETES_PROFILE)
  const input = readInput(files, { readFile: readTextFile, configuration })
  if (input.type !== 'manifests') throw refusal(files, `the ${input.type} itself`)
  if (workloadsOf(input.manifests.objects).length === 0) throw refusal(files, 'none')
  return input.manifests
}

function refusal(files: readonly InputFile[], got: string): InputErrors {
  const file = files.map((each) => each.file).join(', ')
  const expected = 'manifests with a StatefulSet or DaemonSet'
  return new InputErrors([new InputError({ file, path: '', expected, got })])
}

/** Where a file is, as seen from a folder; with the slashes of a scenario. */
function pathFrom(folder: string, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/')
}
