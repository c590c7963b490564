import { quantile } from '../kernel/distributions/law-of.ts'
import { entityKey } from '../kernel/entity-key.ts'
import { type RandomStreams, uniform } from '../kernel/random-streams.ts'
import { type Latencies, mapLatencies, scaleLatency } from './latencies.ts'
import type { Origin } from './latency-profile.ts'

/**
 * How far a latency may be from what is stated, by how it is known: the sigma of a log-normal factor of
 * median 1. What is only assumed lies within half and twice its value 95 times in 100 (ln 2 / 1.96),
 * what was published of other clusters within four fifths and five quarters (ln 1.25 / 1.96). What was
 * given or observed counts as it is. The numbers are ours.
 */
export const INPUT_SPREADS: Readonly<Record<Origin['type'], number>> = {
  given: 0,
  observed: 0,
  published: 0.113_85,
  assumed: 0.353_65,
}

/**
 * The latencies as they might be in one cluster: each that is not known for sure is longer or shorter by
 * a factor of its own, drawn once a replication by the name of the stage. So all workloads of a cluster
 * share it, and so do all variants of a replication.
 */
export function drawLatencies(latencies: Latencies, streams: RandomStreams): Latencies {
  const purpose = streams.purpose('input-uncertainty')
  return mapLatencies(latencies, (latency, { stage }) => {
    const sigma = INPUT_SPREADS[latency.origin.type]
    if (sigma === 0) return latency
    const level = uniform(purpose, entityKey(stage), 0)
    return scaleLatency(latency, quantile({ type: 'log-normal', median: 1, sigma }, level))
  })
}
