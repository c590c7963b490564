import { type Pod, type SimTime } from '@seatrial/core'
import type { Workload } from '../workloads/workload.ts'
import { InstantTable } from './instant-table.ts'
import { PodLife } from './pod-life.ts'
import { FINER_PARTS, POD_PARTS, POD_STAGES, type PodPart, type PodStage } from './pod-stages.ts'

/** The instant of a stage that a pod had come by before the run: it is not known. */
export const BEFORE_RUN = -Infinity as SimTime

/** What few of the pods have that exist at one time. */
const RARE: ReadonlySet<PodStage | PodPart> = new Set([
  ...(['refused', 'deleted', 'ended', 'gone'] as const),
  ...(['claim', 'detach', 'attach', 'blockedByBudget', 'blockedByPredecessor'] as const),
])

/** All that is kept of a pod: first what nearly all pods have, then the rest. */
const KEPT: readonly (PodStage | PodPart | 'partSince' | 'recovered')[] = [
  ...POD_STAGES.map(({ name }) => name).filter((name) => !RARE.has(name)),
  ...FINER_PARTS.map(({ name }) => name).filter((name) => !RARE.has(name)),
  'partSince',
  ...RARE,
  'recovered',
]

const PART_SINCE = KEPT.indexOf('partSince')
const RECOVERED = KEPT.indexOf('recovered')
const COMMON_WIDTH = PART_SINCE + 1

/** By the place of a stage, and of a finer part: its column. */
const STAGE_COLUMN: readonly number[] = POD_STAGES.map(({ name }) => KEPT.indexOf(name))
const PART_COLUMN: readonly number[] = POD_PARTS.map(({ name }) =>
  FINER_PARTS.some((finer) => finer.name === name) ? KEPT.indexOf(name) : -1,
)

/**
 * The pods that exist, by their number in the API server, with the instants of their lives. What few of
 * them have lies in a table of its own, in which only those have a row.
 */
export class PodLives {
  readonly #lives: (PodLife | undefined)[] = []
  readonly #instants = new InstantTable(COMMON_WIDTH)
  readonly #rare = new InstantTable(KEPT.length - COMMON_WIDTH)
  /** The row of a pod in the table of what is rare, by its row in the other. */
  readonly #rareRows = new Map<number, number>()
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

  /** Those of a workload, likewise. */
  *of(workload: Workload): IterableIterator<PodLife> {
    for (const life of this) if (life.workload === workload) yield life
  }

  /** What has been counted so far belongs to the time before the run. */
  startCounting(): void {
    this.#createdCount = this.size
    for (const row of this.#rareRows.values()) this.#rare.set(row, RECOVERED - COMMON_WIDTH, 0)
  }

  begin(pod: Pod): PodLife {
    const life = new PodLife(pod, this.#instants.take())
    this.#lives[pod.identity.number] = life
    this.#createdCount++
    return life
  }

  /** Forgets a pod that is gone. */
  end(life: PodLife): void {
    this.#lives[life.pod.identity.number] = undefined
    this.#instants.release(life.row)
    const rareRow = this.#rareRows.get(life.row)
    if (rareRow === undefined) return
    this.#rareRows.delete(life.row)
    this.#rare.release(rareRow)
  }

  /** When the pod came by a stage (a place in `POD_STAGES`): NaN for never, maybe `BEFORE_RUN`. */
  at(life: PodLife, stage: number): SimTime {
    if ((life.passed & (1 << stage)) === 0) return NaN as SimTime
    return this.#get(life.row, STAGE_COLUMN[stage] as number) as SimTime
  }

  /** Notes that the pod has come by a stage. */
  pass(life: PodLife, stage: number, time: SimTime): void {
    life.passed |= 1 << stage
    this.#set(life.row, STAGE_COLUMN[stage] as number, time)
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
    const duration = this.#get(life.row, RECOVERED)
    return duration > 0 ? duration : 0
  }

  /** Notes how long a finer part (a place in `POD_PARTS`) has been. */
  note(life: PodLife, part: number, duration: number): void {
    this.#set(life.row, PART_COLUMN[part] as number, duration)
  }

  /** How long a finer part has been; 0 while nobody has said so. */
  noted(life: PodLife, part: number): number {
    const duration = this.#get(life.row, PART_COLUMN[part] as number)
    return duration > 0 ? duration : 0
  }

  addRecovered(life: PodLife, duration: number): void {
    this.#set(life.row, RECOVERED, this.recovered(life) + duration)
  }

  /** NaN for what nobody has set. */
  #get(row: number, column: number): number {
    if (column < COMMON_WIDTH) return this.#instants.get(row, column)
    const rareRow = this.#rareRows.get(row)
    return rareRow === undefined ? NaN : this.#rare.get(rareRow, column - COMMON_WIDTH)
  }

  #set(row: number, column: number, value: number): void {
    if (column < COMMON_WIDTH) {
      this.#instants.set(row, column, value)
      return
    }
    let rareRow = this.#rareRows.get(row)
    if (rareRow === undefined) {
      rareRow = this.#rare.take()
      this.#rareRows.set(row, rareRow)
    }
    this.#rare.set(rareRow, column - COMMON_WIDTH, value)
  }
}
