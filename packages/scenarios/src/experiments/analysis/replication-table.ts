import { REPLICATION_MEASURES, type ReplicationMeasure } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import type { Study } from '../study.ts'

/** The replications of a study by variant: every variant has the same ones, from 0 without a gap. */
export class ReplicationTable {
  /** How many each variant has. */
  readonly count: number
  readonly #byVariant: readonly (readonly Replication[])[]

  /** In whatever order they come. Throws `IncompleteReplicationsError`. */
  constructor({ variants }: Study, replications: readonly Replication[]) {
    const byVariant = variants.map((): Replication[] => [])
    for (const replication of replications) byVariant[replication.variant]?.push(replication)
    this.count = byVariant[0]?.length ?? 0
    for (const [variant, own] of byVariant.entries()) {
      own.sort((one, other) => one.replication - other.replication)
      const isComplete = own.every(({ replication }, index) => replication === index)
      if (own.length !== this.count || !isComplete) throw new IncompleteReplicationsError(variant)
    }
    this.#byVariant = byVariant
  }

  /** The numbers of all variants. */
  get variants(): readonly number[] {
    return [...this.#byVariant.keys()]
  }

  /** One replication of every variant, by their numbers. */
  rowOf(replication: number): readonly Replication[] {
    return this.#byVariant.map((own) => own[replication]!)
  }

  /** In their order. */
  of(variant: number): readonly Replication[] {
    return this.#byVariant[variant]!
  }

  /** The values of a measure in the order of the replications. */
  valuesOf(variant: number, measure: ReplicationMeasure): readonly number[] {
    const column = REPLICATION_MEASURES.indexOf(measure)
    return this.of(variant).map(({ values }) => values[column]!)
  }

  /** By replication: whether it did not come to its end, be it the run or the rollout. */
  stallsOf(variant: number): readonly boolean[] {
    return this.of(variant).map(
      ({ outcome, values }) => outcome !== 'done' || values[DURATION_COLUMN] === Infinity,
    )
  }

  /** Whether any replication of any variant has a value of it. */
  has(measure: ReplicationMeasure): boolean {
    const column = REPLICATION_MEASURES.indexOf(measure)
    return this.#byVariant.some((own) => own.some(({ values }) => !Number.isNaN(values[column])))
  }
}

const DURATION_COLUMN = REPLICATION_MEASURES.findIndex(({ name }) => name === 'rolloutDuration')

/** A variant has other replications than the others, one twice, or not all from 0. */
export class IncompleteReplicationsError extends Error {
  override readonly name = 'IncompleteReplicationsError'
  readonly variant: number

  constructor(variant: number) {
    super(`variant ${variant} does not have the same replications as the others, each once, from 0`)
    this.variant = variant
  }
}
