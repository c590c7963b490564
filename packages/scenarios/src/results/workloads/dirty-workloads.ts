import type { Workload } from './workload.ts'

/** The workloads of whose row something has changed since they were last taken. */
export class DirtyWorkloads {
  #workloads: Workload[] = []
  /** What was taken last, to be filled again. */
  #spare: Workload[] = []

  /** Each workload adds itself once until it is taken. */
  add(workload: Workload): void {
    this.#workloads.push(workload)
  }

  /** In the order of their numbers. They then count as clean; the list is good until the next call. */
  take(): readonly Workload[] {
    const taken = this.#workloads
    while (this.#spare.length > 0) this.#spare.pop()
    this.#workloads = this.#spare
    this.#spare = taken
    if (taken.length > 1) taken.sort((one, other) => one.number - other.number)
    for (const workload of taken) workload.clean()
    return taken
  }
}
