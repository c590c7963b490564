import type { Replication } from '@seatrial/scenarios'
import type { FinishedReplications } from './finished-replications.ts'
import type { ReplicationKey, ReplicationOrder } from './replication-order.ts'
import { type Shard, belongsTo, countIn } from './shard.ts'

/** Decides how many replications are enough, from those that it has seen. */
export interface SweepRule {
  /** Replications of this number and beyond are not needed, as far as is known. It only shrinks. */
  readonly end: number
  /** Takes the next replication in their order. */
  accept(replication: Replication): void
}

/** The rule that takes so many, whatever they are. */
export function allOf(end: number): SweepRule {
  return { end, accept: () => {} }
}

/** What a sweep is made of. */
export interface SweepOptions {
  readonly order: ReplicationOrder
  readonly shard: Shard
  readonly rule: SweepRule
  /** What is there before it begins. */
  readonly finished: FinishedReplications
  /** Keeps what was run for as long as it is wanted. */
  readonly keep: (replications: readonly Replication[]) => void
}

/** How far a sweep is, in replications of variants. */
export interface SweepProgress {
  readonly judged: number
  /** At most: the rule may end it before. */
  readonly left: number
}

/**
 * The replications of a study, or a share of them: hands them out to whoever can run some, takes them
 * back in any order, and judges them in theirs. What comes of it does not depend on who ran what
 * when. Ahead of the rule it hands out what may turn out not to be needed; that is kept, but it does
 * not count.
 */
export class Sweep {
  readonly #order: ReplicationOrder
  readonly #shard: Shard
  readonly #rule: SweepRule
  readonly #finished: FinishedReplications
  readonly #keep: SweepOptions['keep']
  #judgedCount = 0
  /** The place that is judged next. */
  #front = 0
  /** The place that is handed out next, unless it is finished. */
  #next = 0
  #isStopped = false

  constructor({ order, shard, rule, finished, keep }: SweepOptions) {
    this.#order = order
    this.#shard = shard
    this.#rule = rule
    this.#finished = finished
    this.#keep = keep
    this.#judge()
  }

  /** Whether all replications are there that the rule wants. */
  get isOver(): boolean {
    return this.#front >= this.#end
  }

  /** Those that count, in their order. */
  get judged(): Iterable<Replication> {
    return { [Symbol.iterator]: () => this.#inOrder() }
  }

  /** Which one is waited for; `undefined` when it is over. */
  get missing(): ReplicationKey | undefined {
    return this.isOver ? undefined : this.#order.keyAt(this.#front)
  }

  get progress(): SweepProgress {
    const judged = this.#judgedCount
    const wanted = this.#order.placeOf({
      variant: 0,
      replication: countIn(this.#shard, this.#rule.end),
    })
    return { judged, left: Math.max(0, wanted - judged) }
  }

  /** The next few replications that somebody should run; none when there is nothing left to do. */
  take(limit: number): readonly ReplicationKey[] {
    const keys: ReplicationKey[] = []
    for (; this.#next < this.#end && keys.length < limit && !this.#isStopped; this.#next++) {
      const key = this.#order.keyAt(this.#next)
      if (this.#isWanted(key) && !this.#finished.has(key)) keys.push(key)
    }
    return keys
  }

  /** Takes replications that were run, unless it is too late for them. */
  put(replications: readonly Replication[]): void {
    if (this.#isStopped) return
    this.#keep(replications)
    for (const replication of replications) this.#finished.add(replication)
    this.#judge()
  }

  /** Hands out no more, and takes no more. */
  stop(): void {
    this.#isStopped = true
  }

  /** The first place that is not needed. */
  get #end(): number {
    return this.#order.placeOf({ variant: 0, replication: this.#rule.end })
  }

  #isWanted({ replication }: ReplicationKey): boolean {
    return belongsTo(this.#shard, replication)
  }

  /** Judges what has come, until one is missing. */
  #judge(): void {
    for (; !this.isOver; this.#front++) {
      const key = this.#order.keyAt(this.#front)
      if (!this.#isWanted(key)) continue
      const replication = this.#finished.at(key)
      if (replication === undefined) return
      this.#judgedCount += 1
      this.#rule.accept(replication)
    }
  }

  *#inOrder(): Iterator<Replication> {
    for (let place = 0; place < this.#front; place++) {
      const key = this.#order.keyAt(place)
      if (this.#isWanted(key)) yield this.#finished.at(key)!
    }
  }
}
