import { describeValue } from '../../input-error.ts'
import { parseWorkloadReference } from '../language/object-reference.ts'
import type { Manifest } from '../manifests/manifest.ts'
import { addressOf, workloadsOf } from '../manifests/workloads.ts'
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
    const suggestion = suggestionFor(match, manifests)
    throw argumentError(flag, { expected, got: describeValue(text), suggestion })
  }
  return { workload: chooseWorkload(flag, manifests, reference), replicas: Number(match[2]) }
}

/** `web=5` lacks the kind alone, which can be told. */
function suggestionFor(
  match: RegExpExecArray | null,
  manifests: readonly Manifest[],
): string | undefined {
  const named = workloadsOf(manifests).find(
    ({ kind, name }) => kind === 'StatefulSet' && name === match?.[1],
  )
  return named === undefined ? undefined : `${addressOf(named)}=${match?.[2]}`
}
