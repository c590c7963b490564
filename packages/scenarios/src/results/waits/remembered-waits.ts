import {
  type Duration,
  type PendingRequest,
  Pod,
  type StartWaits,
  type StoredChange,
  type VolumeWaits,
} from '@seatrial/core'
import type { WaitSources } from './wait-sources.ts'

/** What was known of waits when a change was stored. */
interface Moment {
  request: PendingRequest | undefined
  volumeWaits: VolumeWaits | undefined
  startWaits: StartWaits | undefined
}

/**
 * What its sources knew of waits at the moments of changes, for whoever looks at the changes later; while
 * none of these moments is shown, what they know now.
 */
export class RememberedWaits implements WaitSources {
  readonly #sources: WaitSources
  /** The first `#count` places; what stands behind is used again. */
  readonly #moments: Moment[] = []
  #count = 0
  #shown: Moment | undefined

  constructor(sources: WaitSources) {
    this.#sources = sources
  }

  /** Remembers the moment of a change, as the next one. */
  remember({ object, previous }: StoredChange): void {
    const moment = this.#next()
    moment.request = this.#sources.executing()
    // Of others, nobody asks how they have waited on their nodes.
    const isStarting = previous instanceof Pod && previous.nodeName !== '' && !hasRun(previous)
    moment.volumeWaits = isStarting ? this.#sources.volumeWaitsOf(numberOf(object)) : undefined
    moment.startWaits = isStarting ? this.#sources.startWaitsOf(numberOf(object)) : undefined
  }

  /** Shows the moment of the change that was remembered with this number, the first of them being 0. */
  show(number: number): void {
    this.#shown = this.#moments[number]
  }

  /** Forgets the moments: what is known now is shown again, and numbers start from 0. */
  forget(): void {
    this.#count = 0
    this.#shown = undefined
  }

  executing(): PendingRequest | undefined {
    return this.#shown === undefined ? this.#sources.executing() : this.#shown.request
  }

  lagOf(change: StoredChange): Duration {
    return this.#sources.lagOf(change)
  }

  volumeWaitsOf(podNumber: number): VolumeWaits | undefined {
    return this.#shown === undefined
      ? this.#sources.volumeWaitsOf(podNumber)
      : this.#shown.volumeWaits
  }

  startWaitsOf(podNumber: number): StartWaits | undefined {
    return this.#shown === undefined
      ? this.#sources.startWaitsOf(podNumber)
      : this.#shown.startWaits
  }

  #next(): Moment {
    const number = this.#count++
    let moment = this.#moments[number]
    if (moment === undefined) {
      moment = { request: undefined, volumeWaits: undefined, startWaits: undefined }
      this.#moments.push(moment)
    }
    return moment
  }
}

function hasRun({ phase }: Pod): boolean {
  return phase !== 'Pending'
}

function numberOf(object: StoredChange['object']): number {
  return (object as Pod).identity.number
}
