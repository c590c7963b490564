import type { ControllerRevision, StatefulSet, StatefulSetStatus } from '@seatrial/core'
import type { StatefulSetSync } from './stateful-set-sync.ts'

/**
 * What a pass looked at that had nothing to do. As long as all of it stays, the next pass has nothing to do
 * either: a pass decides by nothing but the set, its revisions, its pods and claims, and who of them is
 * available by now.
 *
 * Most events of pods (bound, starting, being pulled) wake the set and change none of this.
 */
export class SettledPass {
  readonly #spec: StatefulSet['spec']
  readonly #metadata: StatefulSet['metadata']
  /** The stored status that the pass agreed with. */
  readonly #status: StatefulSetStatus
  readonly #history: readonly ControllerRevision[]
  readonly #changeCount: number

  constructor({ set, history, setRecord }: StatefulSetSync, status: StatefulSetStatus) {
    this.#spec = set.spec
    this.#metadata = set.metadata
    this.#status = status
    this.#history = history
    this.#changeCount = setRecord.slots.changeCount
  }

  /** True when a pass that begins now would find the same. */
  holdsFor(
    { spec, metadata, status }: StatefulSet,
    history: readonly ControllerRevision[],
    changeCount: number,
  ): boolean {
    return (
      changeCount === this.#changeCount &&
      status === this.#status &&
      history === this.#history &&
      spec === this.#spec &&
      metadata.generation === this.#metadata.generation &&
      metadata.deletionTimestamp === this.#metadata.deletionTimestamp &&
      metadata.labels === this.#metadata.labels &&
      metadata.annotations === this.#metadata.annotations &&
      metadata.uid === this.#metadata.uid
    )
  }
}

/** What the next pass may rely on, after one that asked for no other pass; undefined when nothing. */
export function settledPass(sync: StatefulSetSync): SettledPass | undefined {
  if (sync.hasActed || sync.status === undefined) return undefined
  if (sync.tries === 0) return new SettledPass(sync, sync.set.status)
  return isEcho(sync, sync.status) ? new SettledPass(sync, sync.status) : undefined
}

/**
 * True when the status that the pass has written, and nothing else, tells the next pass nothing new: it
 * names the same revision as current, carries no conditions, and no slot is empty, so that none can be
 * filled by it.
 */
function isEcho({ set, tries, setRecord }: StatefulSetSync, written: StatefulSetStatus): boolean {
  return (
    tries === 1 &&
    written.currentRevision === set.status.currentRevision &&
    written.collisionCount === set.status.collisionCount &&
    written.conditions === undefined &&
    set.status.conditions === undefined &&
    written.replicas === setRecord.slots.layout.placeCount
  )
}
