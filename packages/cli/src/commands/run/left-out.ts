import { type Scenario, unsimulatedFields } from '@seatrial/scenarios'

/** What of the input a run does not know, a line each with its line end; '' when it knows all that matters. */
export function leftOut({ ignoredKinds, existing, manifests }: Scenario): string {
  const lines = unsimulatedFields([...existing, ...manifests]).map(
    ({ field, effect, workloads }) =>
      `not simulated: ${field} of ${workloads.join(', ')} (${effect})`,
  )
  if (ignoredKinds.length > 0) lines.unshift(`left out: ${[...ignoredKinds].sort().join(', ')}`)
  return lines.map((line) => `${line}\n`).join('')
}
