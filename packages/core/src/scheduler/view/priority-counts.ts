/** How many placed pods there are of each priority. */
export class PriorityCounts {
  readonly #counts = new Map<number, number>()

  count(priority: number, sign: 1 | -1): void {
    const count = (this.#counts.get(priority) ?? 0) + sign
    if (count === 0) this.#counts.delete(priority)
    else this.#counts.set(priority, count)
  }

  /** True when some pod would have to make room for one of this priority. */
  hasBelow(priority: number): boolean {
    for (const known of this.#counts.keys()) if (known < priority) return true
    return false
  }
}
