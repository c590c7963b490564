import type { Command } from 'commander'
import { type StudyFlags, addStudyFlags } from '../../study/study-flags.ts'

/** The flags of `seatrial compare` as they were written; what was not given is absent. */
export interface CompareFlags extends StudyFlags {
  readonly workers?: string
  readonly shard?: string
  readonly emitJob?: boolean
  readonly jobImage?: string
  readonly output?: string
  readonly json?: boolean
}

/** Gives a command the flags of `CompareFlags`. */
export function addCompareFlags(command: Command): Command {
  return addStudyFlags(command)
    .optionsGroup('Where it is run:')
    .option('--workers <N>', 'threads; default: as many as can run at a time')
    .option('--shard <I/M>', 'one of M shares, from 0/M on; /M: the index of a Job or Slurm array')
    .option('--emit-job', 'print the manifests of a Kubernetes Job that runs it, and do nothing')
    .option('--job-image <IMAGE>', 'the image of that Job; default: seatrial:VERSION')
    .optionsGroup('What comes out:')
    .option('-o, --output <DIR>', 'write replications.csv and variants.csv there, and go on there')
    .option('--json', 'print the analysis as JSON')
    .optionsGroup('Else:')
}

/** Those of the flags that say what is compared. */
export function studyFlagsOf({
  workers: _workers,
  shard: _shard,
  emitJob: _emitJob,
  jobImage: _jobImage,
  output: _output,
  json: _json,
  ...flags
}: CompareFlags): StudyFlags {
  return flags
}
