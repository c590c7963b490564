import { type Manifest, unsimulatedFields } from '@seatrial/scenarios'

/**
 * What of some objects a run does not know, a line each with its line end; '' when it knows all
 * that matters.
 */
export function leftOut(objects: readonly Manifest[], ignoredKinds: readonly string[]): string {
  const lines = unsimulatedFields(objects).map(
    ({ field, effect, workloads }) =>
      `not simulated: ${field} of ${workloads.join(', ')} (${effect})`,
  )
  if (ignoredKinds.length > 0) lines.unshift(`left out: ${[...ignoredKinds].sort().join(', ')}`)
  return lines.map((line) => `${line}\n`).join('')
}
