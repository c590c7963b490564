import {
  type Input,
  type InputError,
  InputErrors,
  type InputOptions,
  readInput,
} from '@seatrial/scenarios'
import { readInputFiles } from '../../files/read-input-files.ts'
import { leftOut } from '../left-out.ts'

/** What became of a file that was checked. */
export type FileCheck =
  | {
      readonly type: 'right'
      readonly file: string
      /** What is in it: `Scenario kafka`, `2 Service, 1 StatefulSet`. */
      readonly holds: string
      /** What of it a run would not know, a line each. */
      readonly remarks: readonly string[]
    }
  | { readonly type: 'wrong'; readonly file: string; readonly problems: readonly InputError[] }

/** Reads a file by itself. What is wrong with it is returned, not thrown. */
export function checkFile(file: string, options: InputOptions): FileCheck {
  try {
    const input = readInput(readInputFiles([file], options.readFile), options)
    return { type: 'right', file, holds: describe(input), remarks: remarksOn(input) }
  } catch (error) {
    if (!(error instanceof InputErrors)) throw error
    return { type: 'wrong', file, problems: error.errors }
  }
}

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

function remarksOn(input: Input): readonly string[] {
  if (input.type === 'manifests') {
    return leftOut(input.manifests.objects, input.manifests.ignoredKinds)
  }
  const { existing, manifests, ignoredKinds } =
    input.type === 'scenario' ? input.scenario : input.experiment.scenario
  return leftOut([...existing, ...manifests], ignoredKinds)
}

function countKinds(kinds: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  if (counts.size === 0) return 'nothing that matters to a rollout'
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')
}
