import { describeValue } from '../../input-error.ts'
import { parseWorkloadReference } from '../language/object-reference.ts'
import type { Manifest } from '../manifests/manifest.ts'
import { argumentError } from './argument-error.ts'
import { chooseWorkload } from './workload-argument.ts'

/** A new number of replicas of one StatefulSet. */
export interface ScaleChange {
  readonly workload: Manifest
  readonly replicas: number
}

/** The change that `KIND/NAME=N` asks for. Throws `InputErrors`. */
export function resolveScaleArgument(
  flag: string,
  text: string,
  manifests: readonly Manifest[],
): ScaleChange {
  const match = /^([^=]+)=(\d{1,9})$/.exec(text)
  const reference = parseWorkloadReference(match?.[1] ?? '')
  if (match === null || reference?.kind !== 'StatefulSet') {
    const expected = 'statefulset/NAME=N (a DaemonSet has one pod for each node)'
    throw argumentError(flag, { expected, got: describeValue(text) })
  }
  return { workload: chooseWorkload(flag, manifests, reference), replicas: Number(match[2]) }
}
