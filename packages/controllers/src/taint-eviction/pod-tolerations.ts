import {
  type Pod,
  type PodSpecification,
  type Toleration,
  withDefaultTolerations,
} from '@seatrial/core'

/**
 * The tolerations of pods, with those that admission gives to every pod that says nothing of lost
 * nodes. Worked out once for all pods of a specification.
 */
export class PodTolerations {
  readonly #defaultSeconds: number | undefined
  readonly #known = new WeakMap<PodSpecification, readonly Toleration[]>()

  /** @param defaultSeconds the patience that admission gives; undefined where it gives none */
  constructor(defaultSeconds: number | undefined) {
    this.#defaultSeconds = defaultSeconds
  }

  of({ specification }: Pod): readonly Toleration[] {
    let tolerations = this.#known.get(specification)
    if (tolerations === undefined) {
      tolerations = this.#read(specification)
      this.#known.set(specification, tolerations)
    }
    return tolerations
  }

  #read({ template }: PodSpecification): readonly Toleration[] {
    const own = (template['tolerations'] ?? []) as readonly Toleration[]
    return this.#defaultSeconds === undefined
      ? own
      : withDefaultTolerations(own, this.#defaultSeconds)
  }
}
