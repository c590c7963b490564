import { entityKey } from '../kernel/entity-key.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { SimTime } from '../kernel/time.ts'

const SHORTEST_PERIOD = 10_000_000
const JITTER = 0.04

/**
 * When a node's kubelet reports its status, and with it the volumes in use: about every ten seconds.
 * The reports are computed, never events.
 */
export class NodeStatusClock {
  readonly #period: Purpose
  readonly #phase: Purpose

  constructor(streams: RandomStreams) {
    this.#period = streams.purpose('node/statusPeriod')
    this.#phase = streams.purpose('node/statusPhase')
  }

  /** The first report of the node at `time` or after it. */
  reportAfter(nodeName: string, time: SimTime): SimTime {
    const node = entityKey(nodeName)
    const period = Math.round(SHORTEST_PERIOD * (1 + JITTER * uniform(this.#period, node, 0)))
    const phase = Math.floor(period * uniform(this.#phase, node, 0))
    const reports = Math.max(0, Math.ceil((time - phase) / period))
    return (phase + reports * period) as SimTime
  }
}
