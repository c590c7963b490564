/** Our own bug: something that must always hold did not. Never caused by input. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** Stops the run when an invariant of ours does not hold. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message)
}

/** The last branch of an exhaustive switch. */
export function assertNever(value: never): never {
  throw new InvariantError(`unexpected variant: ${JSON.stringify(value)}`)
}
