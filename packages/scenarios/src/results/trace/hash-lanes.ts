const TWO_TO_32 = 4_294_967_296

/**
 * A running hash of 64 bits, in two halves, of whole numbers in their order. It is fast, and makes no
 * claim to withstand anybody who looks for collisions.
 */
export class HashLanes {
  #low = 0x2545_f491
  #high = 0x6c07_8965

  /** Takes in a whole number of up to 53 bits. */
  take(value: number): void {
    this.takeWord(value)
    this.takeWord(Math.floor(value / TWO_TO_32))
  }

  /** Takes in a whole number of up to 32 bits; of a longer one, the lower 32. */
  takeWord(word: number): void {
    const low = Math.imul(this.#low ^ word, 0x9e37_79b1)
    const high = Math.imul(this.#high ^ word ^ (low >>> 7), 0x85eb_ca6b)
    this.#low = low ^ (low >>> 15)
    this.#high = high ^ (high >>> 13)
  }

  /** The hash as 16 hexadecimal digits. */
  get hex(): string {
    return hexDigits(this.#low) + hexDigits(this.#high)
  }
}

function hexDigits(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0')
}
