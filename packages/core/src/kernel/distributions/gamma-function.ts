const HALF_LOG_TWO_PI = 0.9189385332046727

/** log Γ(x) for x > 0 by Stirling's series, after raising small x to where the series is exact. */
export function logGamma(x: number): number {
  let raised = x
  let product = 1
  while (raised < 15) product *= raised++
  const r = 1 / (raised * raised)
  const series =
    (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188))))) / raised
  return (raised - 0.5) * Math.log(raised) - raised + HALF_LOG_TWO_PI + series - Math.log(product)
}

/** P(a, x), the share of Γ(a) that its integral has collected up to x; the gamma law's cumulative. */
export function regularizedGamma(a: number, x: number): number {
  if (x <= 0) return 0
  if (x === Infinity) return 1
  const factor = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? factor * risingSeries(a, x) : 1 - factor * upperFraction(a, x)
}

/** Σ xⁿ / (a (a + 1) … (a + n)), which converges fast below the mean. */
function risingSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; term > sum * Number.EPSILON; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

/** Legendre's continued fraction of the upper part, by Lentz's method, for above the mean. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = Infinity
  let d = 1 / b
  let value = d
  for (let n = 1; ; n++) {
    const numerator = n * (a - n)
    b += 2
    d = 1 / (b + numerator * d)
    c = b + numerator / c
    const change = c * d
    value *= change
    if (Math.abs(change - 1) <= 2 * Number.EPSILON) return value
  }
}
