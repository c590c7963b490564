import { type Duration, type SimTime } from '@seatrial/core'
import type { Wait } from '../../run/waits.ts'
import type { PodLife } from '../pods/pod-life.ts'
import { PART, POD_PARTS, type PodPart } from '../pods/pod-stages.ts'
import type { CriticalPath } from '../waits/critical-path.ts'
import type { FinerParts } from '../waits/finer-parts.ts'
import { RolloutPath } from '../waits/rollout-path.ts'
import type { WaitMeter } from '../waits/wait-meter.ts'
import type { Workload } from '../workloads/workload.ts'
import { BlastRadius } from './blast-radius.ts'
import { LongestWaits } from './longest-waits.ts'
import { RolloutGauge } from './rollout-gauge.ts'
import type { PodWait, Rollout, RolloutEnd, RolloutKind } from './rollout.ts'
import { Tally } from './tally.ts'

export interface OpenRolloutOptions {
  /** Its place among the rollouts of the run. */
  readonly number: number
  readonly workload: Workload
  readonly kind: RolloutKind
  readonly start: SimTime
  /** How long the change of the spec takes to the controller. */
  readonly lag: Duration | undefined
  readonly finer: FinerParts
  readonly meter: WaitMeter
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
  readonly path: RolloutPath
  /** Set when it is over; what the rest of that instant brings still belongs to it. */
  end: RolloutEnd | undefined
  readonly #hasQuorum: boolean
  readonly #finer: FinerParts
  /** By place in `POD_PARTS`. */
  readonly #waited = new Float64Array(POD_PARTS.length)
  readonly #waits = new LongestWaits()
  readonly #podStart = new Tally()
  readonly #podTermination = new Tally()
  readonly #podOutage = new Tally()

  constructor(options: OpenRolloutOptions) {
    const { number, workload, kind, start, quorumOf } = options
    this.number = number
    this.workload = workload
    this.kind = kind
    this.start = start
    this.gauge = new RolloutGauge(start, quorumOf)
    this.blastRadius = new BlastRadius(workload)
    this.path = new RolloutPath(start, options.lag, options.meter)
    this.#finer = options.finer
    this.#hasQuorum = quorumOf(1) !== undefined
  }

  /** A pod has done with a part of its life; what it waited before the rollout does not count. */
  partEnded(life: PodLife, since: SimTime, now: SimTime): void {
    this.addWait(life, since, now)
    if (life.part === PART.serve) return
    const from = Math.max(since, this.start) as SimTime
    if (this.#waits.wouldKeep(now - from)) this.#waits.keep(this.describe(life, from, now))
  }

  /** Adds what a pod waited, with the part of its life that it is in. */
  addWait(life: PodLife, since: SimTime, now: SimTime): void {
    if (life.part < 0) return
    this.#finer.add(life, life.part, now - Math.max(since, this.start), this.#waited)
    this.#waited[PART.serve] = 0
  }

  /** What a pod waited for, in words. */
  describe(life: PodLife, since: SimTime, now: SimTime): PodWait {
    const { identity, nodeName } = life.pod
    const part = this.#finer.longest(life, life.part, now - since)
    return {
      pod: identity.name,
      node: nodeName,
      part: (POD_PARTS[part] as (typeof POD_PARTS)[number]).name,
      since,
      duration: (now - since) as Duration,
    }
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

  /** What came of it. `stillWaiting` and `explanation` are of interest when it did not get done. */
  close(
    end: RolloutEnd,
    path: CriticalPath,
    stillWaiting: readonly PodWait[],
    explanation: readonly Wait[],
  ): Rollout {
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
      waited: Object.fromEntries(
        POD_PARTS.map(({ name }, part) => [name, this.#waited[part]]),
      ) as Record<PodPart, Duration>,
      criticalPath: path.waits,
      longestWaits: this.#waits.all,
      stillWaiting,
      explanation,
    }
  }
}
