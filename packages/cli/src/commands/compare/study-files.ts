import { type Replication, type Study, variantTable, writeReplications } from '@seatrial/scenarios'
import { ResultFolder } from '../../files/result-folder.ts'

/** The files of a study beside its finished replications. */
export const STUDY_FILES = ['replications.csv', 'variants.csv'] as const

/** Writes the files of a study, which appear together. Throws `InputErrors` where they cannot be written. */
export function writeStudyFiles(
  folder: string,
  study: Study,
  replications: Iterable<Replication>,
): void {
  const files = new ResultFolder(folder, STUDY_FILES)
  try {
    writeReplications(study, replications, files.sinkFor('replications.csv'))
    files.write('variants.csv', variantTable(study, replications))
    files.commit()
  } finally {
    files.discard()
  }
}
