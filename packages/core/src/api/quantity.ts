import type { JsonValue } from './json.ts'

/** The family of suffixes in which a quantity is written. */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent'

/** An exact amount of a resource: `mantissa` × 10^`scale` (`conformance/quantity.md`). */
export interface Quantity {
  readonly mantissa: bigint
  /** The power of ten of the last digit, −9 (nano) or more. */
  readonly scale: number
  /** Empty for an amount that was never written down (JSON null). */
  readonly format: QuantityFormat | ''
  /** Held as a big decimal rather than as 64 bits: Kubernetes reads such values back differently. */
  readonly isBig: boolean
  /** The user's own text, where Kubernetes writes it back unchanged. */
  readonly text?: string
}

const NANO = -9
const MILLI = -3
const INT64_MAX = 9_223_372_036_854_775_807n
const INT64_DIGITS = 19

/** So many digits surely fit 64 bits; with a binary suffix each ten bits take three of fifteen. */
const DECIMAL_DIGITS_MAX = 18
const BINARY_DIGITS_MAX = 14

const SYNTAX =
  /^([+-]?)0*(\d*)(?:\.(\d*))?(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?|[eE]([+-]?0*\d{1,9}))$/

const DECIMAL_SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

const ZERO: Quantity = { mantissa: 0n, scale: 0, format: '', isBig: false }

/** The quantity that a JSON text or number means (null is zero); `undefined` when it means none. */
export function parseQuantity(json: JsonValue): Quantity | undefined {
  if (json === null) return ZERO
  const text = textOf(json)
  const match = text === '' ? null : SYNTAX.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = match
  const mantissa = BigInt(sign + (whole + fraction || '0'))
  const written: WrittenQuantity = { text, mantissa, whole, fraction }
  if (suffix.endsWith('i')) return binaryQuantity(written, BINARY_SUFFIXES.indexOf(suffix))
  if (exponent !== undefined) return decimalQuantity(written, 'DecimalExponent', Number(exponent))
  return decimalQuantity(written, 'DecimalSI', 3 * DECIMAL_SUFFIXES.indexOf(suffix) + NANO)
}

/** The text that Kubernetes writes back: no fraction, the largest suffix that loses no digits. */
export function formatQuantity(quantity: Quantity): string {
  if (quantity.text !== undefined) return quantity.text
  if (quantity.mantissa === 0n) return '0'
  return formatBinary(quantity) ?? formatDecimal(quantity)
}

/** −1, 0 or 1. */
export function quantitySign(quantity: Quantity): -1 | 0 | 1 {
  if (quantity.mantissa === 0n) return 0
  return quantity.mantissa < 0n ? -1 : 1
}

/** Whole units, rounded up away from zero as far as Kubernetes does (`readAtScale`). */
export function quantityValue(quantity: Quantity): bigint {
  return readAtScale(quantity, 0)
}

/** Thousandths, rounded up away from zero as far as Kubernetes does (`readAtScale`). */
export function quantityMilliValue(quantity: Quantity): bigint {
  return readAtScale(quantity, MILLI)
}

/** Thousandths as a number, rounded up away from zero: exact below 2^53, and never overflowing. */
export function toMilliNumber(quantity: Quantity): number {
  const { mantissa, scale } = quantity
  if (scale < MILLI) return Number(divideAwayFromZero(quantity, MILLI))
  return Number(mantissa) * Number(`1e${scale - MILLI}`)
}

/** −1, 0 or 1 as `left` is less than, equal to or more than `right`. */
export function compareQuantities(left: Quantity, right: Quantity): -1 | 0 | 1 {
  return compareScaled(left, right)
}

/** The exact sum, in the format of `left`, or of `right` when `left` is zero. */
export function addQuantities(left: Quantity, right: Quantity): Quantity {
  const scale = Math.min(left.scale, right.scale)
  const mantissa = mantissaAt(left, scale) + mantissaAt(right, scale)
  const format = left.mantissa === 0n ? right.format : left.format
  return { mantissa, scale, format, isBig: left.isBig || right.isBig || !fitsInt64(mantissa) }
}

/** The exact difference, in the format of `left`, or of `right` when `left` is zero. */
export function subtractQuantities(left: Quantity, right: Quantity): Quantity {
  return addQuantities(left, { ...right, mantissa: -right.mantissa })
}

/** The quantity with anything finer than a thousandth rounded up, as in the `resources` of a container. */
export function roundUpToMilli(quantity: Quantity): Quantity {
  if (quantity.scale >= MILLI) return quantity
  const millis = { mantissa: divideAwayFromZero(quantity, MILLI), scale: MILLI }
  if (compareScaled(millis, quantity) === 0) return quantity
  return { ...millis, format: quantity.format, isBig: quantity.isBig }
}

/** A JSON number is read as its text; '' for what is neither. */
function textOf(json: JsonValue): string {
  if (typeof json === 'string') return json.trim()
  return typeof json === 'number' || typeof json === 'bigint' ? json.toString() : ''
}

interface WrittenQuantity {
  readonly text: string
  /** The digits without the point, signed. */
  readonly mantissa: bigint
  /** Digits before the point, without leading zeros. */
  readonly whole: string
  readonly fraction: string
}

/**
 * Kubernetes keeps the text of a short number that needs no change: a whole part, an exponent that
 * is a multiple of three, and no three zeros that a larger suffix could stand for.
 */
function decimalQuantity(
  { text, mantissa, whole, fraction }: WrittenQuantity,
  format: QuantityFormat,
  exponent: number,
): Quantity {
  const scale = exponent - fraction.length
  const digits = Math.max(1, whole.length) + fraction.length
  if (digits > DECIMAL_DIGITS_MAX || scale < NANO) return bigQuantity(mantissa, scale, format)
  const isPlain = whole !== '' && scale % 3 === 0 && mantissa % 1000n !== 0n
  return { mantissa, scale, format, isBig: false, ...(isPlain && { text }) }
}

function binaryQuantity(
  { text, mantissa, whole, fraction }: WrittenQuantity,
  power: number,
): Quantity {
  const bytes = mantissa << BigInt(10 * power)
  const digits = Math.max(1, whole.length) + 3 * power
  if (fraction !== '' || digits > BINARY_DIGITS_MAX) {
    return capToInt64(bigQuantity(bytes, -fraction.length, 'BinarySI'))
  }
  const isPlain = mantissa % 1024n !== 0n
  return { mantissa: bytes, scale: 0, format: 'BinarySI', isBig: false, ...(isPlain && { text }) }
}

/** A big decimal always counts nanos, rounded up away from zero. */
function bigQuantity(mantissa: bigint, scale: number, format: QuantityFormat): Quantity {
  const nanos = divideAwayFromZero({ mantissa, scale }, NANO)
  return { mantissa: nanos, scale: NANO, format, isBig: true }
}

function capToInt64(quantity: Quantity): Quantity {
  const limit = mantissaAt({ mantissa: INT64_MAX, scale: 0 }, quantity.scale)
  if (quantity.mantissa > limit) return { ...quantity, mantissa: INT64_MAX, scale: 0 }
  if (quantity.mantissa < -limit) return { ...quantity, mantissa: -INT64_MAX, scale: 0 }
  return quantity
}

/** Binary suffixes need a whole number of at least 1024; `undefined` where decimal ones must do. */
function formatBinary(quantity: Quantity): string | undefined {
  if (quantity.format !== 'BinarySI') return undefined
  let units = divideAwayFromZero(quantity, 0)
  const isWhole = compareScaled({ mantissa: units, scale: 0 }, quantity) === 0
  if (!isWhole || (units > -1024n && units < 1024n)) return undefined
  let power = 0
  while (units % 1024n === 0n && power < BINARY_SUFFIXES.length - 1) {
    units /= 1024n
    power++
  }
  return `${units}${BINARY_SUFFIXES[power]}`
}

function formatDecimal({ mantissa, scale, format }: Quantity): string {
  let digits = mantissa.toString()
  const zeros = digits.length - digits.replace(/0+$/, '').length
  const isExponent = format === 'DecimalExponent'
  let exponent = 3 * Math.floor((scale + zeros) / 3)
  if (!isExponent) exponent = Math.min(exponent, 3 * DECIMAL_SUFFIXES.length - 3 + NANO)
  const kept = exponent - scale
  digits = kept > 0 ? digits.slice(0, -kept) : digits + '0'.repeat(-kept)
  if (!isExponent) return digits + DECIMAL_SUFFIXES[(exponent - NANO) / 3]
  return exponent === 0 ? digits : `${digits}e${exponent}`
}

/** Kubernetes multiplies by these powers of ten in one go, without a look at the overflow. */
const UNCHECKED_POWERS = [1, 2, 3, 6, 9]

/**
 * Reads the amount in units of 10^`scale` as Kubernetes does with its 64-bit integers: rounded up
 * away from zero, and on overflow 0 or the lowest 64 bits. A negative big decimal is first cut to
 * its lowest 64 bits and then rounded up towards zero and beyond: −1.5 reads 0.
 */
function readAtScale(quantity: Quantity, scale: number): bigint {
  const { mantissa, isBig } = quantity
  const power = quantity.scale - scale
  if (isBig && power < 0 && mantissa < 0n) {
    const divisor = powerOfTen(-power)
    const low = BigInt.asIntN(64, mantissa)
    return low / divisor + (low % divisor === 0n ? 0n : 1n)
  }
  if (power > INT64_DIGITS && mantissa !== 0n) return 0n
  const value = divideAwayFromZero(quantity, scale)
  if (fitsInt64(value) || isBig || UNCHECKED_POWERS.includes(power)) return BigInt.asIntN(64, value)
  return 0n
}

function fitsInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value
}

type Scaled = Pick<Quantity, 'mantissa' | 'scale'>

function compareScaled(left: Scaled, right: Scaled): -1 | 0 | 1 {
  const scale = Math.min(left.scale, right.scale)
  const leftMantissa = mantissaAt(left, scale)
  const rightMantissa = mantissaAt(right, scale)
  if (leftMantissa === rightMantissa) return 0
  return leftMantissa < rightMantissa ? -1 : 1
}

/** The amount in units of 10^`scale`, rounded up away from zero. */
function divideAwayFromZero(amount: Scaled, scale: number): bigint {
  const { mantissa } = amount
  if (amount.scale >= scale || mantissa === 0n) return mantissaAt(amount, scale)
  const drop = scale - amount.scale
  // Any number of digits may be dropped from a text like 1e-999999; the power is not worth making.
  if (drop > mantissa.toString().length) return mantissa < 0n ? -1n : 1n
  const divisor = powerOfTen(drop)
  const remainder = mantissa % divisor
  if (remainder === 0n) return mantissa / divisor
  return mantissa / divisor + (mantissa < 0n ? -1n : 1n)
}

/** The mantissa of the amount written with the smaller `scale`. */
function mantissaAt(amount: Scaled, scale: number): bigint {
  if (amount.mantissa === 0n) return 0n
  return amount.mantissa * powerOfTen(amount.scale - scale)
}

function powerOfTen(exponent: number): bigint {
  return BigInt(`1${'0'.repeat(exponent)}`)
}
