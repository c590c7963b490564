import type { JsonObject, JsonValue } from '@seatrial/core'
import {
  type Experiment,
  type ExperimentFlags,
  InputError,
  InputErrors,
  type ReadFile,
  type Study,
  experimentFromFlags,
  experimentFromManifests,
  studyOf,
} from '@seatrial/scenarios'
import { readSubject } from '../commands/read-subject.ts'
import type { StudyFlags } from './study-flags.ts'

/** The study that files and flags ask for. Throws `InputErrors`. */
export function readStudy(files: readonly string[], flags: StudyFlags, readFile: ReadFile): Study {
  return studyOf(readExperiment(files, flags, readFile))
}

function readExperiment(
  files: readonly string[],
  flags: StudyFlags,
  readFile: ReadFile,
): Experiment {
  const subject = readSubject(files, flags, readFile)
  const asked = experimentFlags(flags)
  switch (subject.type) {
    case 'manifests':
      return experimentFromManifests(subject.manifests, subject.options, asked)
    case 'scenario':
      return experimentFromFlags(subject.source, asked, { warmUp: false })
    case 'experiment':
      return withAsked(subject.experiment, asked)
  }
}

/** An Experiment says itself what it varies; how often it is run, and what for, may be said anew. */
function withAsked(experiment: Experiment, asked: ExperimentFlags): Experiment {
  if (asked.vary !== undefined) throw sayItself('--vary')
  if (asked.baseline !== undefined) throw sayItself('--baseline')
  const { replications, goal } = experimentFromFlags(experiment, asked, experiment)
  return {
    ...experiment,
    ...(asked.replications === undefined ? {} : { replications }),
    ...(asked.goal === undefined || goal === undefined ? {} : { goal }),
  }
}

function sayItself(flag: string): InputErrors {
  const expected = 'a Scenario or plain manifests, since an Experiment says this itself'
  return new InputErrors([new InputError({ file: flag, path: '', expected, got: 'an Experiment' })])
}

function experimentFlags({ vary, baseline, ...flags }: StudyFlags): ExperimentFlags {
  return given({ vary, baseline, replications: replicationsOf(flags), goal: goalOf(flags) })
}

/** `300`, or `30..1000` with what must be known how well, as an Experiment says it. */
function replicationsOf({ replications, until = [] }: StudyFlags): JsonValue | undefined {
  if (replications === undefined && until.length === 0) return undefined
  const [, min, max] = /^(\d+)\.\.(\d+)$/.exec(replications ?? '') ?? []
  if (max === undefined && replications !== undefined) {
    if (until.length > 0) throw needsRange(replications)
    return numberOrText(replications)
  }
  const range = max === undefined ? {} : { min: Number(min), max: Number(max) }
  return { ...range, until: Object.fromEntries(until.map(pairOf)) }
}

function needsRange(replications: string): InputErrors {
  const expected = `a range such as ${replications}..1000, since --until says when to stop`
  const file = '--replications'
  return new InputErrors([new InputError({ file, path: '', expected, got: replications })])
}

function pairOf(text: string): readonly [string, string] {
  const equals = text.indexOf('=')
  return equals === -1 ? [text, ''] : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()]
}

function goalOf({
  minimise,
  maximise,
  subjectTo,
  indifference: width,
}: StudyFlags): JsonObject | undefined {
  const indifference = width === undefined ? undefined : numberOrText(width)
  const goal = given({ minimise, maximise, subjectTo, indifference })
  return Object.keys(goal).length === 0 ? undefined : goal
}

function numberOrText(text: string): JsonValue {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

/** The fields that have a value. */
function given<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Name in keyof Fields]?: never }
}
