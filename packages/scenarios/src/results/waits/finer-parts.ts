import type { PodLife } from '../pods/pod-life.ts'
import type { PodLives } from '../pods/pod-lives.ts'
import { FINER_PARTS, PART, POD_PARTS, STAGE } from '../pods/pod-stages.ts'

/** By the place of a part: the finer ones that are taken out of it, as places, in order of time. */
type Division = readonly (readonly number[])[]

/**
 * Divides the time of a part of a pod's life into finer ones, as far as somebody has noted how long they
 * were (`PodLives.note`).
 *
 * Invariant: what is divided adds up to the time that was given.
 */
export class FinerParts {
  readonly #lives: PodLives
  readonly #division: Division
  /** For the use of one call. A new typed array would be made outside of the young heap each time. */
  readonly #times = new Float64Array(POD_PARTS.length)

  constructor(lives: PodLives, reportsSandbox: boolean) {
    this.#lives = lives
    this.#division = POD_PARTS.map((_, part) =>
      part === PART.start && !reportsSandbox
        ? [...finerOf(PART.volumes), ...finerOf(PART.start)]
        : finerOf(part),
    )
  }

  /** Adds the time that the pod spent with `part` to the places of what it was spent with. */
  add(life: PodLife, part: number, duration: number, times: Float64Array): void {
    let left = duration
    if (part !== PART.queue || (life.passed & (1 << STAGE.refused)) === 0) {
      for (const finer of this.#division[part] as readonly number[]) {
        const known = Math.min(left, this.#lives.noted(life, finer))
        if (known <= 0) continue
        times[finer] = (times[finer] as number) + known
        left -= known
      }
    }
    times[part] = (times[part] as number) + left
  }

  /** The finer part, or the part itself, that took most of its time. */
  longest(life: PodLife, part: number, duration: number): number {
    const times = this.#times.fill(0)
    this.add(life, part, duration, times)
    let longest = 0
    for (let place = 1; place < times.length; place++) {
      if ((times[place] as number) > (times[longest] as number)) longest = place
    }
    return longest
  }
}

function finerOf(part: number): readonly number[] {
  return FINER_PARTS.filter(({ of }) => of.some((name) => PART[name] === part)).map(
    ({ name }) => PART[name],
  )
}
