import { type Sampler, compileSampler } from '../kernel/distributions/sampling.ts'
import { type EntityKey, entityKey } from '../kernel/entity-key.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import { type Duration, START, type SimTime } from '../kernel/time.ts'
import type { ChurnRate } from './churn-options.ts'

/** One stream of arrivals, as far as it has been looked at. */
interface Stream {
  last: SimTime
  count: number
}

/**
 * Arrivals at a steady rate along absolute time (a Poisson process), one stream for each entity. When
 * somebody begins to look does not change when the arrivals come.
 */
export class Arrivals {
  readonly #gaps: Sampler
  readonly #purpose: Purpose
  readonly #streams = new Map<EntityKey, Stream>()

  /** @param meanGap between two arrivals of one entity */
  constructor(meanGap: Duration, streams: RandomStreams, purpose: string) {
    this.#gaps = compileSampler({ type: 'exponential', mean: meanGap })
    this.#purpose = streams.purpose(purpose)
  }

  /** The first arrival of the entity after that time; time must not go back between two calls. */
  after(entity: EntityKey, time: SimTime): SimTime {
    let stream = this.#streams.get(entity)
    if (stream === undefined) {
      stream = { last: START, count: 0 }
      this.#streams.set(entity, stream)
    }
    while (stream.last <= time) {
      // A gap of less than a microsecond is rounded up, so that time goes on.
      const gap = Math.max(1, this.#gaps.sample(uniform(this.#purpose, entity, stream.count)))
      stream.last = (stream.last + gap) as SimTime
      stream.count++
    }
    return stream.last
  }

  /** How many arrivals of the entity came up to the one that was asked for last, it included. */
  countOf(entity: EntityKey): number {
    return this.#streams.get(entity)?.count ?? 0
  }
}

/** The entity whose arrivals are those of all nodes together. */
export const ALL_NODES: EntityKey = entityKey('all nodes')

/** The mean time between two events of a rate. */
export function meanGapOf({ count, per }: ChurnRate): Duration {
  return (per / count) as Duration
}
