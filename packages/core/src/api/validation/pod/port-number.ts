import type { FieldErrors } from '../field-error.ts'
import { mustBe, mustBeBetween } from '../must-be.ts'
import { portName } from '../name-syntax.ts'

/** A TCP or UDP port number. */
export function* mustBePortNumber(port: number, path: string): FieldErrors {
  yield* mustBeBetween(port, { least: 1, most: 65_535 }, path)
}

/** A port by number, or by the name that it has in the container. */
export function* mustBePort(port: number | string, path: string): FieldErrors {
  if (typeof port === 'number') yield* mustBePortNumber(port, path)
  else yield* mustBe(portName, port, path)
}
