import { type Pod, type SimTime } from '@seatrial/core'
import { InstantTable } from './instant-table.ts'
import { PodLife } from './pod-life.ts'
import { FINER_PARTS, POD_PARTS, POD_STAGES } from './pod-stages.ts'

/** The instant of a stage that a pod had come by before the run: it is not known. */
export const BEFORE_RUN = -Infinity as SimTime

const PART_SINCE = POD_STAGES.length
const RECOVERED = POD_STAGES.length + 1
const NOTED = POD_STAGES.length + 2
const WIDTH = NOTED + FINER_PARTS.length

/** By the place of a finer part: its column. */
const COLUMN: readonly number[] = POD_PARTS.map(
  ({ name }) => NOTED + FINER_PARTS.findIndex((finer) => finer.name === name),
)

/** The pods that exist, by their number in the API server, with the instants of their lives. */
export class PodLives {
  readonly #lives: (PodLife | undefined)[] = []
  readonly #instants = new InstantTable(WIDTH)
  #createdCount = 0

  /** How many pods exist. */
  get size(): number {
    return this.#instants.size
  }

  /** How many pods there have been, those included that existed before the run. */
  get createdCount(): number {
    return this.#createdCount
  }

  get(podNumber: number): PodLife | undefined {
    return this.#lives[podNumber]
  }

  /** The pods that exist, in the order of their numbers. */
  *[Symbol.iterator](): IterableIterator<PodLife> {
    for (const life of this.#lives) if (life !== undefined) yield life
  }

  /** What has been counted so far belongs to the time before the run. */
  startCounting(): void {
    this.#createdCount = this.size
    for (const life of this) this.#instants.set(life.row, RECOVERED, 0)
  }

  begin(pod: Pod): PodLife {
    const life = new PodLife(pod, this.#instants.take())
    this.#instants.set(life.row, RECOVERED, 0)
    this.#lives[pod.identity.number] = life
    this.#createdCount++
    return life
  }

  /** Forgets a pod that is gone. */
  end(life: PodLife): void {
    this.#lives[life.pod.identity.number] = undefined
    this.#instants.release(life.row)
  }

  /** When the pod came by a stage (a place in `POD_STAGES`): NaN for never, maybe `BEFORE_RUN`. */
  at(life: PodLife, stage: number): SimTime {
    return this.#instants.get(life.row, stage) as SimTime
  }

  /** Notes that the pod has come by a stage. */
  pass(life: PodLife, stage: number, time: SimTime): void {
    life.passed |= 1 << stage
    this.#instants.set(life.row, stage, time)
  }

  /** Since when the pod has spent its time with what it does now. */
  partSince(life: PodLife): SimTime {
    return this.#instants.get(life.row, PART_SINCE) as SimTime
  }

  /** From now on the pod spends its time with `part`. */
  enter(life: PodLife, part: number, now: SimTime): void {
    life.part = part
    this.#instants.set(life.row, PART_SINCE, now)
  }

  /** How long the pod has waited, so far, to become available again. */
  recovered(life: PodLife): number {
    return this.#instants.get(life.row, RECOVERED)
  }

  /** Notes how long a finer part (a place in `POD_PARTS`) has been. */
  note(life: PodLife, part: number, duration: number): void {
    this.#instants.set(life.row, COLUMN[part] as number, duration)
  }

  /** How long a finer part has been; 0 while nobody has said so. */
  noted(life: PodLife, part: number): number {
    const duration = this.#instants.get(life.row, COLUMN[part] as number)
    return duration > 0 ? duration : 0
  }

  addRecovered(life: PodLife, duration: number): void {
    this.#instants.set(life.row, RECOVERED, this.recovered(life) + duration)
  }
}
