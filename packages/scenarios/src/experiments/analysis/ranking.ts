import type { Goal } from '../../format/experiment/experiment.ts'
import { REPLICATION_MEASURES, type ReplicationMeasure } from '../replication-measure.ts'
import { tallyOf } from '../statistics/mean.ts'
import { quantileRank } from '../statistics/quantile.ts'
import { sortSample } from '../statistics/sample.ts'
import type { ReplicationTable } from './replication-table.ts'

/** Variants by what a goal is about, as it was seen. */
export class Ranking {
  readonly measure: ReplicationMeasure
  readonly #goal: Goal
  readonly #samples: readonly (readonly number[])[]
  readonly #values: readonly number[]

  constructor(goal: Goal, table: ReplicationTable) {
    this.#goal = goal
    this.measure = REPLICATION_MEASURES.find(({ name }) => name === goal.measure)!
    this.#samples = table.variants.map((variant) => table.valuesOf(variant, this.measure))
    this.#values = this.#samples.map((sample) => statisticOf(sample, goal.statistic))
  }

  /** The values of the goal's measure, by replication. */
  sampleOf(variant: number): readonly number[] {
    return this.#samples[variant]!
  }

  /** The mean or the quantile that the goal is about. */
  valueOf(variant: number): number {
    return this.#values[variant]!
  }

  isBetter(one: number, other: number): boolean {
    const lead = this.valueOf(other) - this.valueOf(one)
    return this.#goal.direction === 'minimise' ? lead > 0 : lead < 0
  }

  /** In the order of the study where two are alike. */
  bestFirst(variants: readonly number[]): readonly number[] {
    return variants.toSorted((one, other) => {
      if (this.isBetter(one, other)) return -1
      return this.isBetter(other, one) ? 1 : one - other
    })
  }
}

function statisticOf(sample: readonly number[], statistic: Goal['statistic']): number {
  if (statistic.type === 'mean') return tallyOf(sample).mean
  return sortSample(sample)[quantileRank(sample.length, statistic.probability) - 1] ?? NaN
}
