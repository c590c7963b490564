import type { Workload } from '../workloads/workload.ts'

/** What the last row of a workload said. */
export class LastRow {
  #desired = NaN
  #created = 0
  #scheduled = 0
  #running = 0
  #ready = 0
  #available = 0
  #updated = 0
  #terminating = 0
  #nodesReady = 0

  /** True if a row would now say something else; then it is taken for the last one. */
  replace(workload: Workload, nodesReady: number): boolean {
    if (this.#says(workload, nodesReady)) return false
    this.#desired = workload.desired
    this.#created = workload.created
    this.#scheduled = workload.scheduled
    this.#running = workload.running
    this.#ready = workload.ready
    this.#available = workload.available
    this.#updated = workload.updated
    this.#terminating = workload.terminating
    this.#nodesReady = nodesReady
    return true
  }

  #says(workload: Workload, nodesReady: number): boolean {
    return (
      this.#desired === workload.desired &&
      this.#created === workload.created &&
      this.#scheduled === workload.scheduled &&
      this.#running === workload.running &&
      this.#ready === workload.ready &&
      this.#available === workload.available &&
      this.#updated === workload.updated &&
      this.#terminating === workload.terminating &&
      this.#nodesReady === nodesReady
    )
  }
}
