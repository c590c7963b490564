import type { PodWait } from '../rollouts/rollout.ts'

/** How many waits a rollout remembers. */
const KEPT = 5

/** The longest waits among many, the longest first; of equally long ones those that came first. */
export class LongestWaits {
  readonly #kept: PodWait[] = []

  get all(): readonly PodWait[] {
    return this.#kept
  }

  /** False for a wait that is not among the longest so far, so that nobody need describe it. */
  wouldKeep(duration: number): boolean {
    const shortest = this.#kept[KEPT - 1]
    return duration > 0 && (shortest === undefined || duration > shortest.duration)
  }

  keep(wait: PodWait): void {
    let place = this.#kept.length
    while (place > 0 && (this.#kept[place - 1] as PodWait).duration < wait.duration) place--
    this.#kept.splice(place, 0, wait)
    if (this.#kept.length > KEPT) this.#kept.pop()
  }
}
