import { type ObservedWorkload, formatObjectReference } from '@seatrial/scenarios'

/** What pods of a real cluster told, and what stays assumed, a line each with its line end. */
export function observedNotes(observed: readonly ObservedWorkload[]): string {
  return observed
    .flatMap(notesOn)
    .map((note) => `${note}\n`)
    .join('')
}

function notesOn({
  workload,
  durations,
  restartedCount,
  missing,
}: ObservedWorkload): readonly string[] {
  const name = formatObjectReference(workload)
  const known = durations.map(({ latency, count }) => `${latency} (${count} pods)`)
  const leftOut = restartedCount === 0 ? '' : `, ${restartedCount} restarted ones left out`
  return [
    `observed: ${known.length === 0 ? 'nothing' : known.join(', ')} of ${name}${leftOut}`,
    ...missing.map(({ latency, reason }) => `still assumed: ${latency} of ${name} (${reason})`),
  ]
}
