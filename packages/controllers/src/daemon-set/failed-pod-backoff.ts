import { type Duration, type SimTime, minutes, seconds } from '@seatrial/core'

const SHORTEST: Duration = seconds(1)
const LONGEST: Duration = minutes(15)
/** A window that has not been opened again for longer than this is forgotten. */
const MEMORY = (2 * LONGEST) as Duration

/**
 * How long failed pods are left alone: the memory of their deletions, by set, generation and node.
 *
 * Each deletion opens a window, 1 s long at first and twice as long each time up to 15 min, in which no
 * other failed pod of that key is deleted. Half an hour without a deletion starts anew.
 */
export class FailedPodBackoff {
  readonly #windows = new Map<string, Window>()
  #sweepAt = 64

  /** How long a failed pod has to be left alone: the whole window, however much is left; 0 for not. */
  waitOf(key: string, now: SimTime): Duration {
    const window = this.#windows.get(key)
    if (window === undefined || now - window.openedAt >= window.length) return 0 as Duration
    return window.length
  }

  /** How long the window would be that a deletion now opens. */
  lengthAfter(key: string, now: SimTime): Duration {
    const window = this.#windows.get(key)
    if (window === undefined || now - window.openedAt > MEMORY) return SHORTEST
    return Math.min(LONGEST, window.length * 2) as Duration
  }

  /** A failed pod is deleted now. */
  open(key: string, now: SimTime): void {
    this.#windows.set(key, { openedAt: now, length: this.lengthAfter(key, now) })
    if (this.#windows.size > this.#sweepAt) this.#sweep(now)
  }

  /** Drops what is forgotten anyway, so that the memory stays as small as its use. */
  #sweep(now: SimTime): void {
    for (const [key, window] of this.#windows) {
      if (now - window.openedAt > MEMORY) this.#windows.delete(key)
    }
    this.#sweepAt = this.#windows.size * 2 + 64
  }
}

interface Window {
  readonly openedAt: SimTime
  readonly length: Duration
}
