import { type Manifest, unsimulatedFields } from '@seatrial/scenarios'

/** What of some objects a run does not know, a line each; none when it knows all that matters. */
export function leftOut(
  objects: readonly Manifest[],
  ignoredKinds: readonly string[],
): readonly string[] {
  const fields = unsimulatedFields(objects).map(
    ({ field, effect, workloads }) =>
      `not simulated: ${field} of ${workloads.join(', ')} (${effect})`,
  )
  if (ignoredKinds.length === 0) return fields
  return [`left out: ${[...ignoredKinds].sort().join(', ')}`, ...fields]
}
