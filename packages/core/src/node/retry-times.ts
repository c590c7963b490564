import type { EntityKey } from '../kernel/entity-key.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import { type Duration, type SimTime, minutes, seconds } from '../kernel/time.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'

/** What a kubelet tries again after a failure. */
export type Retried =
  /** The sync of a pod on a node that has never had a network. */
  | 'sync-without-network'
  /** The sync of a pod whose sandbox could not be made. */
  | 'sync-after-error'
  /** A volume's mounting. */
  | 'mount'

/** A worker comes back after that time, or up to half as long again. */
const SYNC_PERIODS: Readonly<Record<Exclude<Retried, 'mount'>, Duration>> = {
  'sync-without-network': seconds(1),
  'sync-after-error': seconds(10),
}
const SYNC_JITTER = 0.5

const FIRST_MOUNT_DELAY = 500_000
const LONGEST_MOUNT_DELAY: Duration = (minutes(2) + seconds(2)) as Duration

/** From 1.35 on a worker comes back when a back-off is over, but after that time at the latest. */
const LONGEST_BACK_OFF_SYNC: Duration = minutes(1)

/** A back-off has at most so many syncs before it is over: each lasts ten seconds or more. */
const SYNCS_MAX = 64

/** When a kubelet tries again what has failed, computed when it is known from when on it succeeds. */
export class RetryTimes {
  readonly #syncs: 'at-once' | 'regular' | 'by-expiry'
  readonly #jitter: Purpose
  readonly #backOffJitter: Purpose

  constructor(latencies: LatencyModel, crashLoopRequeue: boolean, streams: RandomStreams) {
    this.#syncs = !latencies.profile.relists
      ? 'at-once'
      : crashLoopRequeue
        ? 'by-expiry'
        : 'regular'
    this.#jitter = streams.purpose('kubelet/retryJitter')
    this.#backOffJitter = streams.purpose('kubelet/backOffJitter')
  }

  /**
   * The first sync after a back-off that is over at `expiry`, of a worker that has failed at `since`:
   * every ten to fifteen seconds up to 1.34, and from 1.35 on after once to one and a half times what is
   * left of it.
   */
  afterBackOff(
    entity: EntityKey,
    attempt: number,
    { since, expiry }: { readonly since: SimTime; readonly expiry: SimTime },
  ): SimTime {
    if (this.#syncs === 'at-once') return expiry
    let time: number = since
    for (let sync = 0; time < expiry; sync++) {
      const jitter =
        1 + SYNC_JITTER * uniform(this.#backOffJitter, entity, attempt * SYNCS_MAX + sync)
      const wait =
        this.#syncs === 'regular'
          ? SYNC_PERIODS['sync-after-error']
          : Math.min(expiry - time, LONGEST_BACK_OFF_SYNC)
      time += Math.ceil(wait * jitter)
    }
    return time as SimTime
  }

  /** The first try at `possible` or later of a pod that has tried from `since` on. */
  next(
    what: Retried,
    entity: EntityKey,
    times: { readonly since: SimTime; readonly possible: SimTime },
  ): SimTime {
    const { since, possible } = times
    if (possible <= since) return since
    if (what === 'mount') return nextMount(since, possible)
    const jitter = 1 + SYNC_JITTER * uniform(this.#jitter, entity, 0)
    const period = Math.round(SYNC_PERIODS[what] * jitter)
    return (since + Math.ceil((possible - since) / period) * period) as SimTime
  }
}

/** Each delay is twice the one before, up to two minutes and two seconds. */
function nextMount(since: SimTime, possible: SimTime): SimTime {
  let time: number = since
  for (let delay = FIRST_MOUNT_DELAY; time < possible; delay *= 2) {
    time += Math.min(delay, LONGEST_MOUNT_DELAY)
  }
  return time as SimTime
}
