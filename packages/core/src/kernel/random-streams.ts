import seedrandom from 'seedrandom'
import type { EntityKey } from './entity-key.ts'

/** A source of chance: a name and the 128 bits of key that this replication gives it. */
export interface Purpose {
  readonly name: string
  readonly key0: number
  readonly key1: number
  readonly key2: number
  readonly key3: number
  /** Told of every draw; undefined but in an audit. */
  readonly recorder: DrawRecorder | undefined
}

/** Whoever wants to know what was drawn. */
export interface DrawRecorder {
  drawn(purpose: string, entity: EntityKey, attempt: number, value: number): void
}

/**
 * The random streams of one replication.
 *
 * Draws are keyed, not taken in turn: a draw is a pure function of root seed, replication, purpose,
 * entity and attempt. What one part of the model draws never shifts what another one gets, so two
 * variants that share seed and replication share the fate of every entity that they have in common.
 */
export class RandomStreams {
  readonly #root: string
  readonly #recorder: DrawRecorder | undefined
  readonly #purposes = new Map<string, Purpose>()

  /** @param seed the user's seed; the number 7 and the text '7' mean the same */
  constructor(seed: number | string, replication: number, recorder?: DrawRecorder) {
    this.#recorder = recorder
    this.#root = `seatrial/v1|seed=${JSON.stringify(String(seed))}|replication=${replication}`
  }

  /** The purpose of that name, for instance `kubelet/startup`. */
  purpose(name: string): Purpose {
    const known = this.#purposes.get(name)
    if (known !== undefined) return known
    const purpose = rootPurpose(this.#root, name, this.#recorder)
    this.#purposes.set(name, purpose)
    return purpose
  }
}

/**
 * Keys from seedrandom's default generator. It repeats its seed to fill its state, so that 'ab' and
 * 'abab' would be one seed: hence the terminating NUL, which no part of the text contains.
 */
function rootPurpose(root: string, name: string, recorder: DrawRecorder | undefined): Purpose {
  const generator = seedrandom(`${root}|purpose=${JSON.stringify(name)}\0`)
  return {
    name,
    key0: generator.int32(),
    key1: generator.int32(),
    key2: generator.int32(),
    key3: generator.int32(),
    recorder,
  }
}

/**
 * The uniform variate of that purpose, entity and attempt: strictly between 0 and 1, an odd multiple
 * of 2⁻⁵³, so that 1 − u is one too.
 *
 * The 53 bits of the entity and the attempt make one block of 64 bits, without overlap up to 2²¹
 * attempts. It goes through three rounds of a Feistel network with the purpose's keys. That is
 * one-to-one: different draws of a purpose never come from the same 64 bits.
 */
export function uniform(purpose: Purpose, entity: EntityKey, attempt: number): number {
  const { key0, key1, key2, key3, recorder } = purpose
  let low = entity | 0
  let high = ((entity / 4_294_967_296) | 0) ^ Math.imul(attempt, 0x9e37_7800) ^ key3
  high ^= scramble(low ^ key0)
  low ^= scramble(high ^ key1)
  high ^= scramble(low ^ key2)
  const value = ((high >>> 6) * 67_108_864 + (low >>> 6) + 0.5) / 4_503_599_627_370_496
  if (recorder !== undefined) recorder.drawn(purpose.name, entity, attempt, value)
  return value
}

/** A whole number from 0 to `bound` − 1, each equally likely (to within bound / 2⁵²). */
export function integer(
  purpose: Purpose,
  entity: EntityKey,
  attempt: number,
  bound: number,
): number {
  return Math.floor(uniform(purpose, entity, attempt) * bound)
}

/**
 * The place of an entity in a shuffled order that is the same wherever and whenever it is asked for:
 * sort by this number, then by name.
 */
export function keyedOrder(purpose: Purpose, entity: EntityKey): number {
  return uniform(purpose, entity, 0)
}

/** Spreads each bit of a word over the word. */
function scramble(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x7feb_352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846c_a68b)
  return bits ^ (bits >>> 16)
}
