import { type Duration, type SimTime } from '@seatrial/core'
import type { Wait } from '../../run/waits.ts'
import type { RolloutWaits } from '../waits/rollout-waits.ts'
import type { Workload } from '../workloads/workload.ts'
import { BlastRadius } from './blast-radius.ts'
import { RolloutGauge } from './rollout-gauge.ts'
import type { Rollout, RolloutEnd, RolloutKind } from './rollout.ts'
import { Tally } from './tally.ts'

export interface OpenRolloutOptions {
  /** Its place among the rollouts of the run. */
  readonly number: number
  readonly workload: Workload
  readonly kind: RolloutKind
  readonly start: SimTime
  readonly waits: RolloutWaits
  /** Undefined: the workload has no quorum. */
  readonly quorumOf: (desired: number) => number | undefined
}

/** A rollout that is under way, and what is summed up of it. */
export class OpenRollout {
  readonly number: number
  readonly workload: Workload
  readonly kind: RolloutKind
  readonly start: SimTime
  readonly gauge: RolloutGauge
  readonly blastRadius: BlastRadius
  readonly waits: RolloutWaits
  /** Set when it is over; what the rest of that instant brings still belongs to it. */
  end: RolloutEnd | undefined
  readonly #hasQuorum: boolean
  readonly #podStart = new Tally()
  readonly #podTermination = new Tally()
  readonly #podOutage = new Tally()

  constructor(options: OpenRolloutOptions) {
    const { number, workload, kind, start, waits, quorumOf } = options
    this.number = number
    this.workload = workload
    this.kind = kind
    this.start = start
    this.gauge = new RolloutGauge(start, quorumOf)
    this.blastRadius = new BlastRadius(workload)
    this.waits = waits
    this.#hasQuorum = quorumOf(1) !== undefined
  }

  podStarted(created: SimTime, now: SimTime): void {
    if (created >= this.start) this.#podStart.add(now - created)
  }

  podTerminated(deleted: SimTime, now: SimTime): void {
    if (deleted >= this.start) this.#podTermination.add(now - deleted)
  }

  /** A place was out from then until now, as far as that lies in the rollout. */
  placeOut(since: SimTime, now: SimTime): void {
    this.#podOutage.add(now - Math.max(since, this.start))
  }

  /** What came of it. `explanation` is of interest when it did not get done. */
  close(end: RolloutEnd, explanation: readonly Wait[]): Rollout {
    const { workload, kind, start, gauge } = this
    gauge.advance(end.time)
    const isDone = end.type === 'done'
    return {
      workload: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
      kind,
      revision: workload.updateRevision,
      start,
      end,
      desired: gauge.desired,
      measures: {
        rolloutDuration: isDone ? ((end.time - start) as Duration) : undefined,
        readyPodTimeLost: gauge.readyPodTimeLost,
        minimumReady: gauge.minimumReady,
        maximumUnavailable: gauge.maximumUnavailable,
        timeBelowQuorum: this.#hasQuorum ? (gauge.timeBelowQuorum as Duration) : undefined,
        longestPodOutage: (this.#podOutage.max ?? 0) as Duration,
        timeUnavailableInTwoZones: gauge.timeUnavailableInTwoZones as Duration,
        peakSurge: gauge.peakSurge,
        blastRadius: this.blastRadius.size,
        podStart: this.#podStart,
        podTermination: this.#podTermination,
        podOutage: this.#podOutage,
      },
      curve: gauge.curve.points,
      ...this.waits.close(isDone, end.time),
      explanation,
    }
  }
}
