import {
  REPLICATION_MEASURES,
  type ReplicationMeasure,
  type ReplicationMeasureName,
} from '../../../src/experiments/replication-measure.ts'
import type { Replication } from '../../../src/experiments/replication.ts'

/** What is said of a replication; every measure that is not named is 0. */
export type Told = Partial<Record<ReplicationMeasureName, number>> & {
  readonly outcome?: Replication['outcome']
  readonly expectations?: readonly boolean[]
}

/** So many replications of so many variants, each as it is told. */
export function someReplications(
  counts: { readonly variants: number; readonly replications: number },
  tell: (variant: number, replication: number) => Told,
): readonly Replication[] {
  const all: Replication[] = []
  for (let replication = 0; replication < counts.replications; replication++) {
    for (let variant = 0; variant < counts.variants; variant++) {
      const { outcome = 'done', expectations = [], ...values } = tell(variant, replication)
      all.push({
        variant,
        replication,
        outcome,
        values: REPLICATION_MEASURES.map(({ name }) => values[name] ?? 0),
        expectations,
        traceDigest: '',
      })
    }
  }
  return all
}

/** A measure by its name. */
export function measure(name: ReplicationMeasureName): ReplicationMeasure {
  return REPLICATION_MEASURES.find((each) => each.name === name)!
}

/** Noise from −1 to 1 that all variants share: the same for the same replication. */
export function noise(replication: number, salt = 0): number {
  const turns = (replication + 1) * 0.618_033_988_749_895 + salt * 0.754_877_666
  return 2 * (turns - Math.floor(turns)) - 1
}
