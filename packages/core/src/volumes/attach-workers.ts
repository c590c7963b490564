import type { Duration, SimTime } from '../kernel/time.ts'

/** The attacher carries out so many calls to the cloud at once. */
const WORKERS = 10

/** The workers that attach volumes for the whole cluster: each call takes the one that is free first. */
export class AttachWorkers {
  readonly #freeAt: number[] = Array.from({ length: WORKERS }, () => 0)

  /** When a call that is asked for at `time` and takes `duration` is done. */
  finish(time: SimTime, duration: Duration): SimTime {
    let first = 0
    for (let worker = 1; worker < WORKERS; worker++) {
      if ((this.#freeAt[worker] as number) < (this.#freeAt[first] as number)) first = worker
    }
    const end = Math.max(time, this.#freeAt[first] as number) + duration
    this.#freeAt[first] = end
    return end as SimTime
  }
}
