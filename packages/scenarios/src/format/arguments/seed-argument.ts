import { describeValue } from '../../input-error.ts'
import { argumentError } from './argument-error.ts'

/** The root of all chance as a flag gives it: any text but none at all. Throws `InputErrors`. */
export function parseSeedArgument(flag: string, seed: string | number): string {
  const text = String(seed)
  if (text !== '') return text
  throw argumentError(flag, { expected: 'a whole number or a text', got: describeValue(seed) })
}
