import { nearestWord } from '@seatrial/core'
import type { Manifest } from '../manifest.ts'
import {
  type WorkloadReference,
  formatObjectReference,
  parseWorkloadReference,
  refersTo,
} from '../object-reference.ts'
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

/** The StatefulSets and DaemonSets among the manifests. */
export function workloadsOf(manifests: readonly Manifest[]): readonly Manifest[] {
  return manifests.filter(({ kind }) => kind === 'StatefulSet' || kind === 'DaemonSet')
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
  const meant = workloads.filter(
    (workload) => reference === undefined || refersTo(reference, workload),
  )
  if (meant.length === 1) return meant[0]!
  const choices = (meant.length === 0 ? workloads : meant).map(addressOf)
  const written = reference === undefined ? undefined : formatObjectReference(reference)
  throw argumentError(flag, {
    expected:
      choices.length === 0 ? 'a workload, but the input has none' : `one of ${choices.join(', ')}`,
    got: written ?? 'none',
    suggestion: written === undefined ? undefined : nearestWord(written, choices),
  })
}

/** How a workload is called where its name alone may not be enough. */
export function addressOf({ kind, namespace, name }: Manifest): string {
  return formatObjectReference(namespace === 'default' ? { kind, name } : { kind, namespace, name })
}
