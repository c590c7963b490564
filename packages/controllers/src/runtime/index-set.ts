/**
 * A set of small whole numbers that finds its first and last members, and the next from any place, in
 * time that hardly grows with the range: a tree of bit words, 32 children a word.
 *
 * Invariant: a bit of a higher level is set exactly when the word below it is not zero.
 */
export class IndexSet {
  /** From the leaves up; the last level is one word. */
  readonly #levels: Int32Array[] = []
  readonly capacity: number
  #size = 0

  constructor(capacity: number) {
    this.capacity = capacity
    let words = Math.max(1, Math.ceil(capacity / 32))
    this.#levels.push(new Int32Array(words))
    while (words > 1) {
      words = Math.ceil(words / 32)
      this.#levels.push(new Int32Array(words))
    }
  }

  get size(): number {
    return this.#size
  }

  has(index: number): boolean {
    return ((this.#leaf(index >>> 5) >>> (index & 31)) & 1) === 1
  }

  add(index: number): void {
    if (this.has(index)) return
    this.#size++
    let position = index
    for (const level of this.#levels) {
      const word = position >>> 5
      const before = level[word] ?? 0
      level[word] = before | (1 << (position & 31))
      if (before !== 0) return
      position = word
    }
  }

  delete(index: number): void {
    if (!this.has(index)) return
    this.#size--
    let position = index
    for (const level of this.#levels) {
      const word = position >>> 5
      const left = (level[word] ?? 0) & ~(1 << (position & 31))
      level[word] = left
      if (left !== 0) return
      position = word
    }
  }

  /** Adds or deletes. */
  set(index: number, isMember: boolean): void {
    if (isMember) this.add(index)
    else this.delete(index)
  }

  /** The lowest member not below `from`, −1 if there is none. */
  next(from: number): number {
    let position = Math.max(0, from)
    if (position >= this.capacity) return -1
    for (let height = 0; height < this.#levels.length; height++) {
      const word = position >>> 5
      const level = this.#levels[height]
      if (level === undefined || word >= level.length) return -1
      const bits = (level[word] ?? 0) & (-1 << (position & 31))
      if (bits !== 0) return this.#lowestBelow(height, word * 32 + lowestBit(bits))
      position = word + 1
    }
    return -1
  }

  /** The highest member not above `from`, −1 if there is none. */
  previous(from: number): number {
    let position = Math.min(this.capacity - 1, from)
    for (let height = 0; height < this.#levels.length && position >= 0; height++) {
      const word = position >>> 5
      const shift = 31 - (position & 31)
      const bits = (this.#levels[height]?.[word] ?? 0) & (-1 >>> shift)
      if (bits !== 0) return this.#highestBelow(height, word * 32 + highestBit(bits))
      position = word - 1
    }
    return -1
  }

  #leaf(word: number): number {
    return this.#levels[0]?.[word] ?? 0
  }

  #lowestBelow(height: number, position: number): number {
    let found = position
    for (let level = height - 1; level >= 0; level--) {
      found = found * 32 + lowestBit(this.#levels[level]?.[found] ?? 0)
    }
    return found
  }

  #highestBelow(height: number, position: number): number {
    let found = position
    for (let level = height - 1; level >= 0; level--) {
      found = found * 32 + highestBit(this.#levels[level]?.[found] ?? 0)
    }
    return found
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}

function highestBit(bits: number): number {
  return 31 - Math.clz32(bits)
}
