import { REPLICATION_MEASURES, type ReplicationMeasure } from '../replication-measure.ts'
import { ReplicationStore } from '../replication-store.ts'
import type { Replication } from '../replication.ts'
import type { Study } from '../study.ts'

/** The replications of a study by variant: every variant has the same ones, from 0 without a gap. */
export class ReplicationTable {
  /** How many each variant has. */
  readonly count: number
  /** The numbers of all variants. */
  readonly variants: readonly number[]
  readonly #store: ReplicationStore

  /** In whatever order they come. Throws `IncompleteReplicationsError`. */
  constructor({ variants }: Study, replications: Iterable<Replication>) {
    this.variants = [...variants.keys()]
    this.#store = new ReplicationStore(variants.length)
    const counts = variants.map(() => 0)
    for (const replication of replications) {
      const { variant, replication: number } = replication
      const count = counts[variant]
      if (count === undefined || this.#store.has(variant, number)) {
        throw new IncompleteReplicationsError(variant)
      }
      this.#store.add(replication)
      counts[variant] = count + 1
    }
    this.count = counts[0] ?? 0
    for (const variant of this.variants) {
      const isComplete = this.#numbers.every((number) => this.#store.has(variant, number))
      if (counts[variant] !== this.count || !isComplete) {
        throw new IncompleteReplicationsError(variant)
      }
    }
  }

  /** One replication of every variant, by their numbers. */
  rowOf(replication: number): readonly Replication[] {
    return this.variants.map((variant) => this.#store.at(variant, replication)!)
  }

  /** In their order. */
  *of(variant: number): Iterable<Replication> {
    for (let number = 0; number < this.count; number++) yield this.#store.at(variant, number)!
  }

  /** The values of a measure in the order of the replications. */
  valuesOf(variant: number, measure: ReplicationMeasure): readonly number[] {
    const column = REPLICATION_MEASURES.indexOf(measure)
    return this.#numbers.map((number) => this.#store.valueAt(variant, number, column))
  }

  /** By replication: whether it did not come to its end, be it the run or the rollout. */
  stallsOf(variant: number): readonly boolean[] {
    return Array.from(
      this.of(variant),
      ({ outcome, values }) => outcome !== 'done' || values[DURATION_COLUMN] === Infinity,
    )
  }

  /** Whether any replication of any variant has a value of it. */
  has(measure: ReplicationMeasure): boolean {
    return this.variants.some((variant) =>
      this.valuesOf(variant, measure).some((value) => !Number.isNaN(value)),
    )
  }

  get #numbers(): readonly number[] {
    return Array.from({ length: this.count }, (_, number) => number)
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
