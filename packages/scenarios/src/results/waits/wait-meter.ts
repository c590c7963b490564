import { type Duration, START, type SimTime, type StoredChange } from '@seatrial/core'
import type { PodLife } from '../pods/pod-life.ts'
import type { PodLives } from '../pods/pod-lives.ts'
import { PART } from '../pods/pod-stages.ts'
import type { WaitSources } from './wait-sources.ts'

/** The way of a request to what it brings about now. */
export interface WriteTimes {
  /** When what it is about was queued for a worker. */
  readonly queuedSince: number
  /** Since when a worker has been at it. */
  readonly workingSince: number
  readonly askedAt: number
  /** When the client's limit let it go. */
  readonly sentAt: number
}

/** Measures waits of which stored changes tell only that they are over. Times count from the start of the results. */
export class WaitMeter {
  readonly #sources: WaitSources
  #origin: SimTime = START

  constructor(sources: WaitSources) {
    this.#sources = sources
  }

  /** From now on time counts from that instant of the simulation. */
  countFrom(origin: SimTime): void {
    this.#origin = origin
  }

  /** The request behind the change of this moment; undefined when there is none. */
  presentWrite(): WriteTimes | undefined {
    const pending = this.#sources.executing()
    if (pending === undefined) return undefined
    const { requester, askedAt, sentAt } = pending
    const { workingSince = askedAt, queuedSince = workingSince } = requester
    const origin = this.#origin
    return {
      queuedSince: queuedSince - origin,
      workingSince: workingSince - origin,
      askedAt: askedAt - origin,
      sentAt: sentAt - origin,
    }
  }

  /** How long a change takes until the controllers see it; undefined when the clock alone brought it. */
  lagOf(change: StoredChange | undefined): Duration | undefined {
    return change === undefined ? undefined : this.#sources.lagOf(change)
  }

  /** Notes what a part of a pod's life was made of that ends now, or has lasted until now. */
  note(life: PodLife, lives: PodLives, now: SimTime): void {
    switch (life.part) {
      case PART.queue:
      case PART.schedule:
        this.#noteBinding(life, lives, now)
        break
      case PART.volumes:
      case PART.start:
        this.#noteVolumes(life, lives)
        this.#noteStart(life, lives)
    }
  }

  #noteBinding(life: PodLife, lives: PodLives, now: SimTime): void {
    const write = life.pod.nodeName === '' ? undefined : this.presentWrite()
    if (write === undefined) return
    lives.note(life, PART.throttled, write.sentAt - write.askedAt)
    lives.note(life, PART.api, now - write.sentAt)
  }

  #noteStart(life: PodLife, lives: PodLives): void {
    const waits = this.#sources.startWaitsOf(life.pod.identity.number)
    if (waits === undefined) return
    lives.note(life, PART.storage, waits.storage)
    lives.note(life, PART.network, waits.network)
    lives.note(life, PART.pull, waits.pull)
  }

  #noteVolumes(life: PodLife, lives: PodLives): void {
    const waits = this.#sources.volumeWaitsOf(life.pod.identity.number)
    if (waits === undefined) return
    lives.note(life, PART.claim, waits.claim)
    lives.note(life, PART.detach, waits.detach)
    lives.note(life, PART.attach, waits.attach)
  }
}
