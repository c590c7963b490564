import type { Command } from 'commander'
import { type ManifestFlags, addManifestFlags, repeatable } from '../commands/manifest-flags.ts'

/** The flags that say what is compared, as they were written; what was not given is absent. */
export interface StudyFlags extends ManifestFlags {
  readonly vary?: readonly string[]
  readonly baseline?: string
  readonly replications?: string
  readonly until?: readonly string[]
  readonly minimise?: string
  readonly maximise?: string
  readonly subjectTo?: readonly string[]
  readonly indifference?: string
  readonly sensitivity?: boolean
  readonly seed?: string
}

/** Gives a command the flags of `StudyFlags`. */
export function addStudyFlags(command: Command): Command {
  command
    .optionsGroup('What is compared, of a Scenario or plain manifests:')
    .addOption(
      repeatable('--vary <[KIND/NAME:]PATH=V1,V2,…>', 'an axis: a field, or a setting, and values'),
    )
    .option('--baseline <PATH=V,…>', 'what the others are compared with; default: the first')
    .optionsGroup('How often it is run:')
    .option('--replications <N|MIN..MAX>', 'runs of each variant, with chance in common')
    .addOption(
      repeatable('--until <MEASURE=WIDTH>', 'stop when a mean is as sure: rolloutDuration=2%'),
    )
    .option('--seed <SEED>', 'the root of all chance; default: 1, or what the file says')
    .optionsGroup('What is wanted:')
    .option('--minimise <MEASURE>', 'recommend what has the least mean: rolloutDuration')
    .option('--maximise <MEASURE>', 'recommend what has the greatest mean: minimumReady')
    .addOption(
      repeatable('--subject-to <CLAIM>', 'what a variant must keep to: "unavailable max <= 2"'),
    )
    .option('--indifference <WIDTH>', 'differences below it do not matter: 5s')
    .option('--sensitivity', 'try each input at half and at twice its value')
  return addManifestFlags(command)
}
