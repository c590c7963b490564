import { EnoughReplications, type Replication, ReplicationStore } from '@seatrial/scenarios'
import type { ExitCode } from '../../exit-code.ts'
import { Crew } from '../../replications/crew.ts'
import { FinishedReplications } from '../../replications/finished-replications.ts'
import { ReplicationOrder } from '../../replications/replication-order.ts'
import { WHOLE } from '../../replications/shard.ts'
import { Sweep } from '../../replications/sweep.ts'
import type { GatheredStudy } from '../../study/gather-study.ts'
import type { CommandContext } from '../command-context.ts'
import { analyseStudy } from '../compare/analyse-study.ts'
import { openLog } from '../compare/open-log.ts'
import { writeStudyFiles } from '../compare/study-files.ts'
import { tellComparison } from '../compare/tell-comparison.ts'
import { refusal } from '../read-subject.ts'
import { studyOfParts } from './study-of-parts.ts'

/** The flags of `seatrial merge` as they were written. */
export interface MergeFlags {
  readonly output: string
  readonly json?: boolean
}

/** Puts shares together, writes and prints what comes of it. Throws `InputErrors`. */
export async function merge(
  parts: readonly string[],
  { output, json }: MergeFlags,
  { terminal, threads }: CommandContext,
): Promise<ExitCode> {
  const gathered = studyOfParts(parts)
  const { study } = gathered
  const replications = replicationsIn(parts, gathered)
  writeStudyFiles(output, study, replications)
  const crew = new Crew(study, { size: terminal.parallelism, threads, terminal })
  try {
    const analysis = await analyseStudy(gathered, replications, crew)
    return tellComparison(analysis, { terminal, isJson: json === true, folder: output })
  } finally {
    await crew.close()
  }
}

/** The replications that count, judged in their order as if they had just been run. */
function replicationsIn(parts: readonly string[], gathered: GatheredStudy): Iterable<Replication> {
  const { study } = gathered
  const order = new ReplicationOrder(study.variants.length)
  const finished = new FinishedReplications(new ReplicationStore(study.variants.length))
  for (const part of parts) openLog(part, gathered, finished).close()
  const rule = new EnoughReplications(study)
  const sweep = new Sweep({ order, shard: WHOLE, rule, finished, keep: () => {} })
  const missing = sweep.take(Infinity)
  const [first] = missing
  if (first === undefined) return sweep.judged
  const { name } = study.variants[first.variant]!
  const expected = `all replications of every variant`
  const got = `none of replication ${first.replication} of ${name}, and ${missing.length - 1} others are missing`
  throw refusal(parts, expected, got)
}
