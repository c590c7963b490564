import { type ObservedWorkload, type Scenario, scenarioFromManifests } from '@seatrial/scenarios'
import { fileReader } from '../../files/read-input-files.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { readSubject, refusal } from '../read-subject.ts'
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
  const { apply = [], observed: pods = [] } = flags
  const readFile = await fileReader([...names, ...apply, ...pods], terminal)
  const subject = readSubject(names, flags, readFile)
  const { observed } = subject
  switch (subject.type) {
    case 'experiment':
      throw refusal(names, 'a Scenario or manifests', 'an Experiment')
    case 'scenario':
      return { scenario: subject.source.scenario, warmUp: false, isQuick: false, observed }
    case 'manifests': {
      const scenario = scenarioFromManifests(subject.manifests, subject.options)
      return { scenario, warmUp: flags.create !== true, isQuick: true, observed }
    }
  }
}
