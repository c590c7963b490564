import { DEFAULT_KUBERNETES_PROFILE, apiServerConfiguration } from '@seatrial/core'
import {
  type Input,
  InputError,
  InputErrors,
  type InputFile,
  type Manifest,
  type Manifests,
  type ObservedWorkload,
  type Scenario,
  readInput,
  readObservedPods,
  resolveKubernetesArgument,
  scenarioFromManifests,
  withLatencies,
  workloadsOf,
} from '@seatrial/scenarios'
import { checkStandardInput, readInputFiles } from '../../files/read-input-files.ts'
import { readTextFile } from '../../files/read-text-file.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { parseNodeCount } from './flag-values.ts'
import { MANIFEST_FLAGS } from '../manifest-flags.ts'
import type { RunFlags } from './run-flags.ts'

/** What is run. */
export interface RunInput {
  readonly scenario: Scenario
  /** Whether everything settles before the timeline begins. */
  readonly warmUp: boolean
  /** Whether plain manifests are run, by flags alone. */
  readonly isQuick: boolean
  /** What pods of a real cluster told. */
  readonly observed: readonly ObservedWorkload[]
}

/** Reads the files of `seatrial run` and those that its flags name. Throws `InputErrors`. */
export async function readRunInput(
  names: readonly string[],
  flags: RunFlags,
  terminal: Terminal,
): Promise<RunInput> {
  const { apply = [], observed = [] } = flags
  checkStandardInput([...names, ...apply, ...observed])
  const read = readerFor(flags.kubernetes)
  const input = read(await readInputFiles(names, terminal))
  const told = observedIn(await readInputFiles(observed, terminal))
  const latencies = { ...pick(flags, ['ready', 'terminate']), observed: told }
  switch (input.type) {
    case 'experiment':
      throw refusal(names, 'a Scenario or manifests', 'an Experiment')
    case 'scenario':
      refuseManifestFlags(flags)
      return {
        scenario: withLatencies(input.scenario, latencies),
        warmUp: false,
        isQuick: false,
        observed: told,
      }
    case 'manifests': {
      checkWorkloads(names, input.manifests)
      const next =
        apply.length === 0 ? [] : manifestsOnly(read(await readInputFiles(apply, terminal)))
      const scenario = scenarioFromManifests(input.manifests, {
        ...pick(flags, ['create', 'image', 'set', 'scale', 'profile', 'kubernetes', 'seed']),
        ...(flags.nodes === undefined ? {} : { nodes: parseNodeCount(flags.nodes) }),
        ...latencies,
        apply: next,
      })
      return { scenario, warmUp: flags.create !== true, isQuick: true, observed: told }
    }
  }
}

/** Reads files as the version of Kubernetes does. */
function readerFor(
  version: string = DEFAULT_KUBERNETES_PROFILE,
): (files: readonly InputFile[]) => Input {
  const configuration = apiServerConfiguration(resolveKubernetesArgument('--kubernetes', version))
  return (files) => readInput(files, { readFile: readTextFile, configuration })
}

function observedIn(files: readonly InputFile[]): readonly ObservedWorkload[] {
  return files.flatMap(({ file, text }) => readObservedPods(file, text))
}

function manifestsOnly(input: Input): readonly Manifest[] {
  if (input.type === 'manifests') return input.manifests.objects
  throw refusal(['--apply'], 'plain manifests', `a file of kind ${input.type}`)
}

/** A Scenario says in its own words what these flags say of plain manifests. */
function refuseManifestFlags(flags: RunFlags): void {
  const given = MANIFEST_FLAGS.filter((flag) => flags[flag] !== undefined)
  if (given.length === 0) return
  throw new InputErrors(
    given.map((flag) => {
      const expected = 'plain manifests, since a Scenario says this itself'
      return new InputError({ file: `--${flag}`, path: '', expected, got: 'a Scenario' })
    }),
  )
}

function checkWorkloads(names: readonly string[], { objects, ignoredKinds }: Manifests): void {
  if (workloadsOf(objects).length > 0) return
  const kinds = [...new Set([...objects.map(({ kind }) => kind), ...ignoredKinds])]
  throw refusal(names, 'a StatefulSet or DaemonSet', kinds.length === 0 ? 'none' : kinds.join(', '))
}

function refusal(names: readonly string[], expected: string, got: string): InputErrors {
  return new InputErrors([new InputError({ file: names.join(', '), path: '', expected, got })])
}

/** Those of the fields that are given. */
function pick<Fields extends object, Name extends keyof Fields>(
  fields: Fields,
  names: readonly Name[],
): Pick<Fields, Name> {
  return Object.fromEntries(
    names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]),
  ) as Pick<Fields, Name>
}
