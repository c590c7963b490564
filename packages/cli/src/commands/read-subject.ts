import { DEFAULT_KUBERNETES_PROFILE, apiServerConfiguration } from '@seatrial/core'
import {
  type Experiment,
  type Input,
  InputError,
  InputErrors,
  type LatencyOptions,
  type Manifest,
  type Manifests,
  type ObservedWorkload,
  type QuickOptions,
  type ReadFile,
  type ScenarioSource,
  changedSource,
  parseSeedArgument,
  readInput,
  readObservedPods,
  resolveKubernetesArgument,
  withLatencies,
  workloadsOf,
} from '@seatrial/scenarios'
import { readInputFiles } from '../files/read-input-files.ts'
import { parseCount } from './flag-values.ts'
import { MANIFEST_FLAGS, type ManifestFlags } from './manifest-flags.ts'

/** What the files and flags of a command are about. */
export type Subject = {
  /** What pods of a real cluster told. */
  readonly observed: readonly ObservedWorkload[]
} & (
  | { readonly type: 'experiment'; readonly experiment: Experiment }
  | { readonly type: 'scenario'; readonly source: ScenarioSource }
  | { readonly type: 'manifests'; readonly manifests: Manifests; readonly options: QuickOptions }
)

/** What a subject is read by. */
export interface SubjectFlags extends ManifestFlags {
  readonly seed?: string
}

/** Reads the files of a command, and those that its flags name. Throws `InputErrors`. */
export function readSubject(
  names: readonly string[],
  flags: SubjectFlags,
  readFile: ReadFile,
): Subject {
  const { apply = [] } = flags
  const seed = flags.seed === undefined ? undefined : parseSeedArgument('--seed', flags.seed)
  const read = (files: readonly string[]): Input =>
    readInput(readInputFiles(files, readFile), {
      readFile,
      configuration: apiServerConfiguration(profileOf(flags)),
    })
  const input = read(names)
  const observed = readInputFiles(flags.observed ?? [], readFile).flatMap(({ file, text }) =>
    readObservedPods(file, text),
  )
  const latencies = { ...pick(flags, ['ready', 'terminate']), observed }
  const told = { latencies, seed }
  switch (input.type) {
    case 'experiment': {
      refuseManifestFlags(flags, 'an Experiment')
      const experiment = { ...input.experiment, ...withTold(input.experiment, told) }
      return { type: 'experiment', experiment, observed }
    }
    case 'scenario':
      refuseManifestFlags(flags, 'a Scenario')
      return { type: 'scenario', source: withTold(input.source, told), observed }
    case 'manifests': {
      checkWorkloads(names, input.manifests)
      const next = apply.length === 0 ? [] : manifestsOnly(apply, read(apply))
      const options = { ...quickOptions(flags), ...latencies, apply: next }
      return { type: 'manifests', manifests: input.manifests, options, observed }
    }
  }
}

function profileOf({ kubernetes = DEFAULT_KUBERNETES_PROFILE }: ManifestFlags) {
  return resolveKubernetesArgument('--kubernetes', kubernetes)
}

/** A file's scenario with what flags know besides. */
function withTold(
  source: ScenarioSource,
  { latencies, seed }: { readonly latencies: LatencyOptions; readonly seed: string | undefined },
): ScenarioSource {
  return changedSource(source, (scenario) => {
    const known = withLatencies(scenario, latencies)
    return seed === undefined ? known : { ...known, seed }
  })
}

function quickOptions(flags: SubjectFlags): QuickOptions {
  return {
    ...pick(flags, ['create', 'image', 'set', 'scale', 'profile', 'kubernetes', 'seed']),
    ...(flags.nodes === undefined ? {} : { nodes: parseCount('--nodes', 'nodes', flags.nodes) }),
  }
}

/** A file of ours says in its own words what these flags say of plain manifests. */
function refuseManifestFlags(flags: ManifestFlags, got: string): void {
  const given = MANIFEST_FLAGS.filter((flag) => flags[flag] !== undefined)
  if (given.length === 0) return
  const expected = `plain manifests, since ${got} says this itself`
  throw new InputErrors(
    given.map((flag) => new InputError({ file: `--${flag}`, path: '', expected, got })),
  )
}

/** The next version of manifests, of which there must be one: nothing would mean a restart. */
function manifestsOnly(names: readonly string[], input: Input): readonly Manifest[] {
  const expected = 'the next version of the manifests'
  if (input.type !== 'manifests') throw refusal(names, expected, `a file of kind ${input.type}`)
  const { objects, ignoredKinds } = input.manifests
  if (objects.length > 0) return objects
  throw refusal(names, expected, describeKinds(ignoredKinds))
}

function checkWorkloads(names: readonly string[], { objects, ignoredKinds }: Manifests): void {
  if (workloadsOf(objects).length > 0) return
  const kinds = [...new Set([...objects.map(({ kind }) => kind), ...ignoredKinds])]
  throw refusal(names, 'a StatefulSet or DaemonSet', describeKinds(kinds))
}

function describeKinds(kinds: readonly string[]): string {
  return kinds.length === 0 ? 'nothing' : kinds.join(', ')
}

/** Why some files are nothing that a command can use. */
export function refusal(names: readonly string[], expected: string, got: string): InputErrors {
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
