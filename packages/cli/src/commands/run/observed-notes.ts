import { type ObservedWorkload, addressOf } from '@seatrial/scenarios'

/** What pods of a real cluster told, and what stays assumed, a line each. */
export function observedNotes(observed: readonly ObservedWorkload[]): readonly string[] {
  return observed.flatMap(notesOn)
}

function notesOn({
  workload,
  durations,
  restartedCount,
  missing,
}: ObservedWorkload): readonly string[] {
  const name = addressOf(workload)
  const known = durations.map(({ latency, count }) => `${latency} (${podCount(count)})`)
  const leftOut =
    restartedCount === 0 ? '' : `, ${podCount(restartedCount)} left out that had restarted`
  return [
    `observed: ${known.length === 0 ? 'nothing' : known.join(', ')} of ${name}${leftOut}`,
    ...missing.map(({ latency, reason }) => `still assumed: ${latency} of ${name} (${reason})`),
  ]
}

function podCount(count: number): string {
  return count === 1 ? '1 pod' : `${count} pods`
}
