import { PHASES } from '../kernel/phases.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { NEVER, type SimTime } from '../kernel/time.ts'
import { AttachWorkers } from './attach-workers.ts'
import type { AttachedVolume } from './attached-volume.ts'
import type { MountTimes } from './mount-times.ts'
import type { NodeHealth } from './node-health.ts'
import type { PodMounts } from './pod-mounts.ts'
import { withItem, withoutItem } from './short-list.ts'

/** Told when a pod gets a volume for which it has waited. */
export interface VolumeTaker {
  took(mounts: PodMounts): void
}

/** Draws for detaching lie beyond those for the pod's own volumes. */
const RELEASE = 64

/**
 * Attaches exclusive volumes to the nodes of their pods, one node at a time, and detaches them when
 * nobody there needs them (spec/pod-lifecycle-and-latency §3.2–3.3).
 *
 * Invariants:
 * - a volume has users on the node that it is attached to only;
 * - `detached` is scheduled exactly while somebody waits for a released volume. Detaching that nobody
 *   waits for is worked out when the volume is wanted next.
 */
export class VolumeAttachments {
  readonly #simulation: Simulation
  readonly #volumes: readonly AttachedVolume[]
  readonly #health: NodeHealth
  readonly #times: MountTimes
  readonly #taker: VolumeTaker
  readonly #workers = new AttachWorkers()
  /** The volumes that somebody waits for. */
  readonly #contended = new Set<AttachedVolume>()
  readonly #detached: EventKind

  constructor(options: {
    readonly simulation: Simulation
    /** All volumes by their numbers. */
    readonly volumes: readonly AttachedVolume[]
    readonly health: NodeHealth
    readonly times: MountTimes
    readonly taker: VolumeTaker
  }) {
    this.#simulation = options.simulation
    this.#volumes = options.volumes
    this.#health = options.health
    this.#times = options.times
    this.#taker = options.taker
    this.#detached = options.simulation.defineEvent(
      'VolumeDetached',
      PHASES.clusterTimer,
      (number) => this.#handOver(this.#volumes[number] as AttachedVolume),
    )
  }

  /** A pod wants the volume on its node from `time` on: it gets it, or waits for it. */
  want(volume: AttachedVolume, mounts: PodMounts, time: SimTime): void {
    if (!volume.isExclusive) {
      this.#give(volume, mounts, { usable: time, isStaged: false })
      return
    }
    this.#settle(volume)
    if (volume.nodeName === '') {
      this.#attach(volume, mounts, time)
    } else if (volume.nodeName === mounts.request.nodeName && this.#isStillThere(volume)) {
      const isStaged = volume.users > 0 || time <= volume.stagedUntil
      const usable = Math.max(time, volume.attachedAt) as SimTime
      this.#give(volume, mounts, { usable, isStaged })
    } else {
      volume.waiting = withItem(volume.waiting, mounts)
      mounts.awaited = withItem(mounts.awaited, volume)
      this.#contended.add(volume)
      this.#planDetaching(volume)
    }
  }

  /** A pod has had the volume since before the run. */
  adopt(volume: AttachedVolume, mounts: PodMounts): void {
    volume.isFormatted = true
    volume.nodeName = mounts.request.nodeName
    hold(volume, mounts)
  }

  /** A pod needs a volume no longer that it holds. */
  release(volume: AttachedVolume, { request, held }: PodMounts): void {
    volume.users--
    if (!volume.isExclusive || volume.users > 0) return
    const { stages, entity } = request
    const draw = RELEASE + held.indexOf(volume)
    const released = Math.max(this.#simulation.now, volume.attachedAt)
    volume.releasedAt = released as SimTime
    volume.stagedUntil = (released + stages.draw('volumeStage', entity, draw)) as SimTime
    volume.detachTime = stages.draw('volumeDetach', entity, draw)
    this.#planDetaching(volume)
  }

  /** A pod waits for a volume no longer. */
  giveUp(volume: AttachedVolume, mounts: PodMounts): void {
    volume.waiting = withoutItem(volume.waiting, mounts)
    mounts.awaited = withoutItem(mounts.awaited, volume)
    this.#planDetaching(volume)
  }

  /** The health of a node has changed, and with it what is to be expected of its volumes. */
  replan(nodeName: string): void {
    for (const volume of this.#contended) {
      if (volume.nodeName === nodeName) this.#planDetaching(volume)
    }
  }

  /** When the detaching of a released volume is done; `NEVER` while it is in use. */
  detachedAt(volume: AttachedVolume): SimTime {
    return volume.isReleased ? ((this.#detachBegins(volume) + volume.detachTime) as SimTime) : NEVER
  }

  #detachBegins({ nodeName, releasedAt, stagedUntil }: AttachedVolume): SimTime {
    return this.#health.detachMayBegin(nodeName, { releasedAt, unmountedAt: stagedUntil })
  }

  /** Takes note of a detaching that is done by now. */
  #settle(volume: AttachedVolume): void {
    if (volume.waiting.length > 0 || this.detachedAt(volume) > this.#simulation.now) return
    volume.nodeName = ''
  }

  /** The volume is in use, or its detaching has not begun, so that it can be called off. */
  #isStillThere(volume: AttachedVolume): boolean {
    return volume.users > 0 || this.#detachBegins(volume) > this.#simulation.now
  }

  #planDetaching(volume: AttachedVolume): void {
    if (volume.detached !== undefined) this.#simulation.cancel(volume.detached)
    volume.detached = undefined
    if (volume.waiting.length === 0) {
      this.#contended.delete(volume)
      return
    }
    const at = Math.max(this.detachedAt(volume), this.#simulation.now) as SimTime
    if (at < NEVER) {
      volume.detached = this.#simulation.scheduleAt(at, this.#detached, volume.number)
    }
  }

  /** The volume is free: the pod that has waited longest gets it. */
  #handOver(volume: AttachedVolume): void {
    volume.detached = undefined
    volume.nodeName = ''
    for (const mounts of volume.waiting) {
      this.giveUp(volume, mounts)
      mounts.freedAt = this.#simulation.now
      this.#attach(volume, mounts, this.#simulation.now)
      this.#taker.took(mounts)
      return
    }
  }

  /** The cloud attaches the volume while the kubelet reports that it is going to use it. */
  #attach(volume: AttachedVolume, mounts: PodMounts, time: SimTime): void {
    const { nodeName, stages, entity, since } = mounts.request
    const took = stages.draw('volumeAttach', entity, mounts.held.length)
    volume.nodeName = nodeName
    volume.attachedAt = this.#workers.finish(time, took)
    const reported = this.#health.reportsUse(nodeName, since)
    const usable = Math.max(volume.attachedAt, reported) as SimTime
    this.#give(volume, mounts, { usable, isStaged: false })
  }

  #give(
    volume: AttachedVolume,
    mounts: PodMounts,
    { usable, isStaged }: { readonly usable: SimTime; readonly isStaged: boolean },
  ): void {
    const { isFormatted } = volume
    const index = mounts.held.length
    const mountedAt = this.#times.mountedAt(mounts.request, usable, {
      index,
      isStaged,
      isFormatted,
    })
    volume.isFormatted = true
    if (mountedAt > mounts.mountedAt) mounts.mountedAt = mountedAt
    hold(volume, mounts)
    this.#planDetaching(volume)
  }
}

function hold(volume: AttachedVolume, mounts: PodMounts): void {
  mounts.held.push(volume)
  volume.users++
  volume.releasedAt = NEVER
  volume.stagedUntil = NEVER
}
