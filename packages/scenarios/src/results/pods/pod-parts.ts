import { START, type SimTime } from '@seatrial/core'
import type { PodLife } from './pod-life.ts'
import type { PodLives } from './pod-lives.ts'
import type { FinerParts } from '../waits/finer-parts.ts'
import { PART, POD_PARTS, STAGE, partAfter } from './pod-stages.ts'

/**
 * Splits pods' lives into what they spent their time with: from the creation, or the start of the run,
 * until the pod was gone, or now.
 *
 * Invariant: the parts add up to that time exactly.
 */
export class PodParts {
  readonly #lives: PodLives
  readonly #reportsSandbox: boolean
  readonly #finer: FinerParts
  readonly #parts = new Float64Array(POD_PARTS.length)

  constructor(lives: PodLives, finer: FinerParts, reportsSandbox: boolean) {
    this.#lives = lives
    this.#finer = finer
    this.#reportsSandbox = reportsSandbox
  }

  /** The durations by place in `POD_PARTS`; the array is good until the next call. */
  split(life: PodLife, now: SimTime): Float64Array {
    const firstEnd = this.#splitEnd(life, now)
    this.#splitWayUp(life, firstEnd)
    this.#moveRecovery(life, now)
    return this.#parts
  }

  /** The same for the parts from the pod's deletion, or its end, on; the others are left at 0. */
  splitEnd(life: PodLife, now: SimTime): Float64Array {
    this.#splitEnd(life, now)
    return this.#parts
  }

  /** Returns when the way up was over. */
  #splitEnd(life: PodLife, now: SimTime): number {
    this.#parts.fill(0)
    const over = this.#at(life, STAGE.gone, now)
    const deleted = this.#at(life, STAGE.deleted, over)
    const ended = this.#at(life, STAGE.ended, over)
    this.#parts[PART.dead] = Math.max(0, deleted - ended)
    this.#parts[PART.terminate] = Math.max(0, ended - deleted)
    this.#parts[PART.remove] = over - Math.max(deleted, ended)
    return Math.min(deleted, ended)
  }

  /** From the top: the last stage that was passed before the end tells what the time until then was. */
  #splitWayUp(life: PodLife, firstEnd: number): void {
    let end = firstEnd
    for (let stage = STAGE.available; stage >= STAGE.created; stage--) {
      const start = this.#at(life, stage, Infinity)
      if (start >= end) continue
      this.#spend(life, partAfter(stage, this.#reportsSandbox), end - start)
      end = start
    }
  }

  /** What was lost of the time after the pod had become available. */
  #moveRecovery(life: PodLife, now: SimTime): void {
    const isRecovering = life.part === PART.recover && (life.passed & (1 << STAGE.gone)) === 0
    const unended = isRecovering ? now - this.#lives.partSince(life) : 0
    const recovered = this.#lives.recovered(life) + unended
    this.#parts[PART.recover] = recovered
    const served = (this.#parts[PART.serve] as number) - recovered
    this.#parts[PART.serve] = 0
    this.#finer.add(life, PART.serve, served, this.#parts)
  }

  /** How long it served is known only when it is known what was lost of that time. */
  #spend(life: PodLife, part: number, duration: number): void {
    if (part === PART.serve) this.#parts[part] = duration
    else this.#finer.add(life, part, duration, this.#parts)
  }

  /** When the pod came by a stage, as far as that lies in the run; `otherwise` if it has not. */
  #at(life: PodLife, stage: number, otherwise: number): number {
    const time = this.#lives.at(life, stage)
    return Number.isNaN(time) ? otherwise : Math.max(START, time)
  }
}
