import { InputError, InputErrors } from '@seatrial/scenarios'
import type { FinishedReplications } from '../../replications/finished-replications.ts'
import { LogMismatch } from '../../replications/log/log-mismatch.ts'
import { ReplicationLog } from '../../replications/log/replication-log.ts'
import type { GatheredStudy } from '../../study/gather-study.ts'
import { version } from '../../version.ts'

/**
 * The log of a study in a folder of results; what it holds joins what is finished. Throws
 * `InputErrors` where it holds something else.
 */
export function openLog(
  folder: string,
  { study, input }: GatheredStudy,
  finished: FinishedReplications,
): ReplicationLog {
  try {
    const log = new ReplicationLog(folder, { engine: version(), study: study.hash, input })
    finished.addFrom(folder, log.kept())
    return log
  } catch (error) {
    if (!(error instanceof LogMismatch)) throw error
    const { file, expected, got } = error
    throw new InputErrors([new InputError({ file, path: '', expected, got })])
  }
}
