import { bdtr, bdtrc, compiled, incbi, ndtri, stdtri } from 'cephes'

// Everything below calls into WebAssembly, which must have been compiled before the first call.
await compiled

/** The z that a standard normal value stays below with that probability. */
export function normalQuantile(probability: number): number {
  return ndtri(probability)
}

/** The t that a value of Student's law with so many degrees of freedom stays below. */
export function studentTQuantile(probability: number, degreesOfFreedom: number): number {
  return stdtri(degreesOfFreedom, probability)
}

/** The x that a value of the Beta(a, b) law stays below with that probability. */
export function betaQuantile(probability: number, a: number, b: number): number {
  return incbi(a, b, probability)
}

/** How likely at most so many successes are among independent trials of that probability. */
export function binomialAtMost(successes: number, trials: number, probability: number): number {
  if (successes < 0) return 0
  return successes >= trials ? 1 : bdtr(successes, trials, probability)
}

/** How likely at least so many successes are: without the digits that 1 − `binomialAtMost` loses. */
export function binomialAtLeast(successes: number, trials: number, probability: number): number {
  if (successes <= 0) return 1
  return successes > trials ? 0 : bdtrc(successes - 1, trials, probability)
}
