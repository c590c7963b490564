/** Places with larger numbers are counted by name: nobody shall pay for the numbers below them. */
const LARGEST_NUMBER = 1_000_000

/** How many pods each place of a set has had: by the number of the place if it has one, else by name. */
export class PlaceCounts {
  #byNumber: Uint32Array<ArrayBuffer> = new Uint32Array(16)
  readonly #byName = new Map<string, number>()

  /** One more pod at that place; returns how many that makes. */
  countUp(name: string, number: number): number {
    if (number < 0 || number > LARGEST_NUMBER) {
      const count = (this.#byName.get(name) ?? 0) + 1
      this.#byName.set(name, count)
      return count
    }
    if (number >= this.#byNumber.length) this.#grow(number)
    const count = (this.#byNumber[number] as number) + 1
    this.#byNumber[number] = count
    return count
  }

  #grow(number: number): void {
    const grown = new Uint32Array(Math.max(number + 1, Math.ceil(this.#byNumber.length * 1.25)))
    grown.set(this.#byNumber)
    this.#byNumber = grown
  }
}
