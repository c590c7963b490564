import { nearestWord } from '@seatrial/core'
import { describeChoices } from '../../input-error.ts'
import {
  type WorkloadReference,
  formatObjectReference,
  parseWorkloadReference,
} from '../language/object-reference.ts'
import type { Manifest } from '../manifests/manifest.ts'
import { addressOf, meantBy, workloadsOf } from '../manifests/workloads.ts'
import { argumentError } from './argument-error.ts'

/** The value of a flag whose first part may say which workload is meant. */
export interface AddressedArgument {
  readonly workload: WorkloadReference | undefined
  readonly rest: string
}

/** Splits `[KIND/NAME:]REST`; a first part that is no workload belongs to the rest. */
export function splitWorkload(text: string): AddressedArgument {
  const colon = text.indexOf(':')
  const workload = colon === -1 ? undefined : parseWorkloadReference(text.slice(0, colon))
  return workload === undefined
    ? { workload: undefined, rest: text }
    : { workload, rest: text.slice(colon + 1) }
}

/**
 * The one workload that a reference means; without a reference, the only one that there is.
 * Throws `InputErrors` that list the choices.
 */
export function chooseWorkload(
  flag: string,
  manifests: readonly Manifest[],
  reference: WorkloadReference | undefined,
): Manifest {
  const workloads = workloadsOf(manifests)
  const meant = reference === undefined ? workloads : meantBy(reference, workloads)
  if (meant.length === 1) return meant[0]!
  const choices = (meant.length === 0 ? workloads : meant).map(addressOf)
  const written = reference === undefined ? undefined : formatObjectReference(reference)
  throw argumentError(flag, {
    expected:
      choices.length === 0 ? 'a workload, but the input has none' : describeChoices(choices),
    got: written ?? 'none',
    suggestion: written === undefined ? undefined : nearestWord(written, choices),
  })
}
