import type { EntityKey } from '../kernel/entity-key.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { SimTime } from '../kernel/time.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import type { StageSampler } from '../profiles/stage-samplers.ts'
import type { NodeSlot } from './node-slots.ts'

const RELIST_PERIOD = 1_000_000

/**
 * When a kubelet sees what its runtime did: at the next tick of the node's relist clock (one second
 * and the relist itself), or, from 1.37 on, by a look at this pod alone right after its sync. The
 * ticks are computed, never events.
 */
export class RelistClock {
  readonly #isOn: boolean
  readonly #onDemand: boolean
  readonly #relist: StageSampler
  readonly #onDemandRelist: StageSampler
  readonly #phase: Purpose

  constructor(latencies: LatencyModel, onDemand: boolean, streams: RandomStreams) {
    this.#isOn = latencies.profile.relists
    this.#onDemand = onDemand
    this.#relist = latencies.cluster.of('relist')
    this.#onDemandRelist = latencies.cluster.of('onDemandRelist')
    this.#phase = streams.purpose('kubelet/relistPhase')
  }

  /** When the outcome of a sync that ended at `time` is seen. */
  afterSync(node: NodeSlot, time: SimTime, entity: EntityKey, attempt: number): SimTime {
    if (!this.#isOn) return time
    if (this.#onDemand) return (time + this.#onDemandRelist.draw(entity, attempt)) as SimTime
    return this.atTick(node, time)
  }

  /** When something that happened by itself at `time` is seen: always a tick. */
  atTick(node: NodeSlot, time: SimTime): SimTime {
    if (!this.#isOn) return time
    const length = this.#relist.draw(node.key, 0)
    const period = RELIST_PERIOD + length
    const phase = Math.floor(uniform(this.#phase, node.key, 0) * period)
    const ticks = Math.max(0, Math.ceil((time - phase) / period))
    return (phase + ticks * period + length) as SimTime
  }
}
