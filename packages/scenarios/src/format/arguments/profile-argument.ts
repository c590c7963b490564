import {
  LATENCY_PROFILES,
  type LatencyProfile,
  findLatencyProfile,
  nearestWord,
} from '@seatrial/core'
import { describeChoices } from '../../input-error.ts'
import { argumentError } from './argument-error.ts'

/** The latency profile of that name. Throws `InputErrors` that list the choices. */
export function resolveProfileArgument(flag: string, text: string): LatencyProfile {
  const profile = findLatencyProfile(text)
  if (profile !== undefined) return profile
  const names = LATENCY_PROFILES.map(({ name }) => name)
  throw argumentError(flag, {
    expected: describeChoices(names),
    got: JSON.stringify(text),
    suggestion: nearestWord(text, names),
  })
}
