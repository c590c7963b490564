/**
 * The quantile of the standard normal law by rational approximation, to about 16 digits: M. J.
 * Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics
 * 37 (1988). One formula serves the middle, one each the tail and the far tail.
 */
export function normalQuantile(u: number): number {
  const offset = u - 0.5
  if (Math.abs(offset) <= 0.425) {
    const r = 0.180625 - offset * offset
    return (offset * ofDegree7(MIDDLE_NUMERATOR, r)) / ofDegree7(MIDDLE_DENOMINATOR, r)
  }
  const r = Math.sqrt(-Math.log(offset < 0 ? u : 1 - u))
  const distance =
    r <= 5
      ? ofDegree7(TAIL_NUMERATOR, r - 1.6) / ofDegree7(TAIL_DENOMINATOR, r - 1.6)
      : ofDegree7(FAR_TAIL_NUMERATOR, r - 5) / ofDegree7(FAR_TAIL_DENOMINATOR, r - 5)
  return offset < 0 ? -distance : distance
}

/**
 * P(Z ≤ z) for a standard normal Z, to within 10⁻¹⁵: J. F. Hart's rational approximation (1968) in
 * the form of G. West, "Better approximations to cumulative normal functions" (2005), and a continued
 * fraction beyond seven standard deviations.
 */
export function normalCumulative(z: number): number {
  const distance = Math.abs(z)
  const tail = distance > 38 ? 0 : Math.exp((-distance * distance) / 2) * millsRatio(distance)
  return z > 0 ? 1 - tail : tail
}

/** The tail's probability divided by e^(−z²/2). */
function millsRatio(z: number): number {
  if (z < 7.07106781186547) {
    return polynomial(HART_NUMERATOR, z) / polynomial(HART_DENOMINATOR, z)
  }
  const fraction = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))
  return 1 / (fraction * SQRT_TWO_PI)
}

/** The value at x of the polynomial with these coefficients, highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (const coefficient of coefficients) value = value * x + coefficient
  return value
}

/** The same for eight coefficients, without a loop: every draw of a log-normal duration comes here twice. */
function ofDegree7(c: Degree7, x: number): number {
  return (
    ((((((c[0] * x + c[1]) * x + c[2]) * x + c[3]) * x + c[4]) * x + c[5]) * x + c[6]) * x + c[7]
  )
}

type Degree7 = readonly [number, number, number, number, number, number, number, number]

const SQRT_TWO_PI = 2.5066282746310002

const MIDDLE_NUMERATOR: Degree7 = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
  13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
]
const MIDDLE_DENOMINATOR: Degree7 = [
  5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
  5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1,
]
const TAIL_NUMERATOR: Degree7 = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
  1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959,
  1.42343711074968357734,
]
const TAIL_DENOMINATOR: Degree7 = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
  0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
]
const FAR_TAIL_NUMERATOR: Degree7 = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
  0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699,
  6.6579046435011037772,
]
const FAR_TAIL_DENOMINATOR: Degree7 = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
  7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769,
  1,
]
const HART_NUMERATOR = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
]
const HART_DENOMINATOR = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
]
