/**
 * The order in which Kubernetes sorts texts: that of their UTF-8 bytes. JavaScript's own order
 * differs only where a surrogate pair meets one of the characters U+E000 to U+FFFF.
 */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const leftUnit = left.charCodeAt(index)
    const rightUnit = right.charCodeAt(index)
    if (leftUnit !== rightUnit) return rank(leftUnit) - rank(rightUnit)
  }
  return left.length - right.length
}

const FIRST_SURROGATE = 0xd800
const FIRST_AFTER_SURROGATES = 0xe000
const UNITS = 0x10000

/** A surrogate stands for a character beyond all that need one unit. */
function rank(unit: number): number {
  return unit >= FIRST_SURROGATE && unit < FIRST_AFTER_SURROGATES ? unit + UNITS : unit
}
