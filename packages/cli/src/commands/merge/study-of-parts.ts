import type { Provenance } from '../../replications/log/provenance.ts'
import { provenanceIn } from '../../replications/log/replication-log.ts'
import { type GatheredStudy, readGathered } from '../../study/gather-study.ts'
import { version } from '../../version.ts'
import { refusal } from '../read-subject.ts'

/** The study that the first part is of, if all others say they are. Throws `InputErrors`. */
export function studyOfParts(parts: readonly string[]): GatheredStudy {
  const provenances = parts.map(provenanceOf)
  const [{ input }] = provenances as [Provenance, ...Provenance[]]
  const options = JSON.stringify(input.flags)
  for (const [index, other] of provenances.entries()) {
    const got = JSON.stringify(other.input.flags)
    if (got !== options)
      throw refusal([parts[index]!], `the options of ${parts[0]}: ${options}`, got)
  }
  return { study: readGathered(input), input }
}

function provenanceOf(part: string): Provenance {
  const provenance = provenanceIn(part)
  if (provenance === undefined) throw refusal([part], 'finished replications', 'none')
  const { engine } = provenance
  if (engine === version()) return provenance
  throw refusal([part], `replications of version ${version()}`, `some of version ${engine}`)
}
