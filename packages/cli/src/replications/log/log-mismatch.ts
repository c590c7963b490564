/** A folder of results holds what must not be mixed with what is to come. */
export class LogMismatch extends Error {
  readonly file: string
  /** Noun phrases. */
  readonly expected: string
  readonly got: string

  constructor(file: string, expected: string, got: string) {
    super(`${file}: expected ${expected}, got ${got}`)
    this.name = 'LogMismatch'
    this.file = file
    this.expected = expected
    this.got = got
  }
}
