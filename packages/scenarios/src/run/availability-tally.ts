import type { ApiServer, ChangeListener, StoredChange } from '@seatrial/core'
import { type WorkloadReference, refersTo } from '../format/language/object-reference.ts'
import type { WorkloadSelection } from '../format/language/selection.ts'
import {
  type WorkloadObject,
  availablePods,
  desiredPods,
  hasObservedSpec,
} from './workload-state.ts'

/**
 * How many pods of some workloads are desired and available, all together, as the sets' own statuses
 * say: kept along with each stored change, so that asking costs the same for one set and for hundreds.
 */
export class AvailabilityTally implements ChangeListener {
  readonly #selection: WorkloadSelection
  #sets = 0
  #desired = 0
  #available = 0
  /** Sets whose status does not know their newest spec. */
  #behind = 0

  constructor(server: ApiServer, selection: WorkloadSelection) {
    this.#selection = selection
    for (const set of server.list('statefulsets').values()) this.#count(set, 1)
    for (const set of server.list('daemonsets').values()) this.#count(set, 1)
    server.subscribe(this, ['statefulsets', 'daemonsets'])
  }

  /** At least that share of all desired pods is available; false while a status is out of date. */
  reaches(share: number): boolean {
    const expected = this.#selection === 'all' ? 0 : this.#selection.length
    if (this.#sets < expected || this.#behind > 0) return false
    return this.#available >= share * this.#desired
  }

  changed({ type, object, previous }: StoredChange): void {
    if (previous !== undefined) this.#count(previous as WorkloadObject, -1)
    else if (type === 'DELETED') this.#count(object as WorkloadObject, -1)
    if (type !== 'DELETED') this.#count(object as WorkloadObject, 1)
  }

  /** Counts a set in, or out again. */
  #count(set: WorkloadObject, step: 1 | -1): void {
    if (!isSelected(this.#selection, set)) return
    this.#sets += step
    this.#desired += step * desiredPods(set)
    this.#available += step * Math.min(availablePods(set), desiredPods(set))
    if (!hasObservedSpec(set)) this.#behind += step
  }
}

function isSelected(selection: WorkloadSelection, { kind, metadata }: WorkloadObject): boolean {
  if (selection === 'all') return true
  return selection.some((reference: WorkloadReference) =>
    refersTo(reference, { kind, ...metadata }),
  )
}
