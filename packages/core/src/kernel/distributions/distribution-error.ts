/** A parameter of a distribution that it cannot have. */
export class DistributionError extends Error {
  override readonly name = 'DistributionError'
  /** Where in the distribution, for instance `components[1].distribution.mean`. */
  readonly path: string
  /** What would be right, as a phrase: `a number above 0`. */
  readonly expected: string
  readonly received: unknown

  constructor(path: string, expected: string, received: unknown) {
    super(`${path}: expected ${expected}, got ${describe(received)}`)
    this.path = path
    this.expected = expected
    this.received = received
  }
}

function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing')
}
