import { NEVER, type SimTime } from '@seatrial/core'

/**
 * Pods by the instant at which they will have been ready for long enough, the earliest first, those of
 * one instant in the order of addition. A pod may be in it more than once, and in vain: it is only a
 * reason to look again.
 *
 * Such instants are whole seconds (Kubernetes stores no others), and pods turn ready in the order of
 * time. So there are few distinct ones, and a new one belongs at, or near, the end.
 */
export class ReadyDeadlines {
  /** Ascending; those before `#head` have been taken. */
  readonly #times: SimTime[] = []
  readonly #podNumbers = new Map<SimTime, number[]>()
  #head = 0

  /** The earliest instant, `NEVER` when nobody waits. */
  get first(): SimTime {
    return this.#times[this.#head] ?? NEVER
  }

  add(time: SimTime, podNumber: number): void {
    const known = this.#podNumbers.get(time)
    if (known !== undefined) {
      known.push(podNumber)
      return
    }
    this.#podNumbers.set(time, [podNumber])
    let place = this.#times.length
    while (place > this.#head && (this.#times[place - 1] as SimTime) > time) place--
    this.#times.splice(place, 0, time)
  }

  /** Takes out the pods of the earliest instant. */
  takeFirst(): readonly number[] {
    const time = this.first
    const podNumbers = this.#podNumbers.get(time) ?? []
    this.#podNumbers.delete(time)
    this.#head++
    if (this.#head > 1_024 && this.#head * 2 > this.#times.length) {
      this.#times.splice(0, this.#head)
      this.#head = 0
    }
    return podNumbers
  }
}
