/**
 * A map that also remembers what it was when a snapshot was last taken. Taking one costs nothing, and
 * a change costs the same whether there is one or not.
 */
export class SnapshotMap<T> {
  readonly #entries = new Map<string, Entry<T>>()
  /** Names whose values are gone, but were there at the snapshot. */
  readonly #gone: string[] = []
  #snapshot = 0

  /** Sets a value; undefined takes it out. */
  set(name: string, value: T | undefined): void {
    const entry = this.#entries.get(name)
    if (value === undefined) this.#gone.push(name)
    this.#entries.set(name, {
      value,
      changedIn: this.#snapshot,
      before: entry === undefined || entry.changedIn < this.#snapshot ? entry?.value : entry.before,
    })
  }

  /** From now on `atSnapshot` answers what is true now. */
  takeSnapshot(): void {
    this.#snapshot++
    for (const name of this.#gone) {
      if (this.#entries.get(name)?.value === undefined) this.#entries.delete(name)
    }
    this.#gone.length = 0
  }

  /** The value of a name when the last snapshot was taken. */
  atSnapshot(name: string): T | undefined {
    const entry = this.#entries.get(name)
    if (entry === undefined) return undefined
    return entry.changedIn < this.#snapshot ? entry.value : entry.before
  }

  /** All values of the last snapshot. */
  *snapshot(): IterableIterator<T> {
    for (const name of this.#entries.keys()) {
      const value = this.atSnapshot(name)
      if (value !== undefined) yield value
    }
  }

  /** All present values. */
  *values(): IterableIterator<T> {
    for (const { value } of this.#entries.values()) if (value !== undefined) yield value
  }
}

interface Entry<T> {
  readonly value: T | undefined
  /** How many snapshots had been taken when the value was set. */
  readonly changedIn: number
  /** The value at the last snapshot before that. */
  readonly before: T | undefined
}
