import { START, type SimTime, type StoredChange } from '@seatrial/core'
import type { CheckerContext, InvariantChecker, InvariantText } from './invariant.ts'

export const TIME_NEVER_GOES_BACK: InvariantText = {
  rule: 'time-never-goes-back',
  statement:
    'No event and no stored change is earlier than the one before it, and each change has a higher resourceVersion.',
  exceptions: [],
}

export class TimeNeverGoesBack implements InvariantChecker {
  readonly #context: CheckerContext
  #lastTime: SimTime = START
  #lastVersion = 0

  constructor(context: CheckerContext) {
    this.#context = context
  }

  checkpoint(): void {
    this.#advance(this.#context.simulation.now, 'simulation')
  }

  changed({ time, resourceVersion }: StoredChange): void {
    this.#advance(time, 'store')
    if (resourceVersion <= this.#lastVersion) {
      const detail = `resourceVersion ${resourceVersion} after ${this.#lastVersion}`
      this.#context.report('time-never-goes-back', 'store', detail)
    }
    this.#lastVersion = resourceVersion
  }

  #advance(time: SimTime, object: string): void {
    if (time < this.#lastTime) {
      const detail = `time ${time} after ${this.#lastTime}`
      this.#context.report('time-never-goes-back', object, detail)
    }
    this.#lastTime = time
  }
}
