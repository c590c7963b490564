/** A decimal number that fits 64 bits, signs and leading zeros allowed; `undefined` for others. */
export function parseInt64(text: string): bigint | undefined {
  const match = /^([+-]?)(\d+)$/.exec(text)
  if (match === null) return undefined
  const number = match[1] === '-' ? -BigInt(match[2]!) : BigInt(match[2]!)
  return BigInt.asIntN(64, number) === number ? number : undefined
}
