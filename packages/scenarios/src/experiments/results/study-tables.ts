import { RowFile } from '../../results/csv/row-file.ts'
import { writeTable } from '../../results/csv/write-table.ts'
import type { ByteSink } from '../../results/sink.ts'
import type { Replication } from '../replication.ts'
import type { Study } from '../study.ts'
import { REPLICATION_COLUMNS, replicationFields } from './replication-columns.ts'
import { VARIANT_COLUMNS, VariantColumns } from './variant-columns.ts'

/** Writes replications.csv: a row for each, in the order in which they come. */
export function writeReplications(
  study: Study,
  replications: Iterable<Replication>,
  sink: ByteSink,
): void {
  const file = new RowFile(REPLICATION_COLUMNS, sink)
  for (const replication of replications) file.write(replicationFields(study, replication))
  file.close()
}

/** The text of variants.csv: a row for each measure of each variant, from all its replications. */
export function variantTable({ variants }: Study, replications: Iterable<Replication>): string {
  const columns = variants.map((variant) => new VariantColumns(variant))
  for (const replication of replications) columns[replication.variant]!.add(replication)
  return writeTable(
    VARIANT_COLUMNS,
    columns.flatMap((own) => own.rows()),
  )
}
