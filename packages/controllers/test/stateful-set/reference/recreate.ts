import { toApiTime } from '@seatrial/core'
import type { Pass } from './pass.ts'
import { deletePod } from './pod-control.ts'
import { isGoing, isInStore } from './pod-rules.ts'

/** §9.5; true when the pass ends with it. */
export function recreate(pass: Pass): boolean {
  const all = [...pass.slots, ...pass.condemned].filter(isInStore)
  const outdated = all.filter(({ revision }) => revision !== pass.update)
  const staying = outdated.filter((member) => !isGoing(member))
  let size = 1
  for (let start = 0; start < staying.length; start += size / 2) {
    let failure: unknown
    for (const member of staying.slice(start, start + size)) {
      try {
        deletePod(pass, member, true)
      } catch (error) {
        failure = error
      }
    }
    if (failure !== undefined) throw failure
    size *= 2
  }
  if (outdated.length > 0) {
    setProgressing(pass, 'True', 'RecreateInProgress', 'Deleting old revision pods')
    return true
  }
  if (pass.current !== pass.update) {
    const message = 'Waiting for new-revision pods to be created'
    setProgressing(pass, 'True', 'RecreateInProgress', message)
  }
  return false
}

export function setProgressing(pass: Pass, status: string, reason: string, message: string): void {
  const now = toApiTime(pass.view.now)
  const stored = pass.conditions.find(({ type }) => type === 'Progressing')
  if (stored?.status === status && stored.reason === reason && stored.message === message) return
  const lastTransitionTime = stored?.status === status ? stored.lastTransitionTime : now
  pass.conditions = [
    ...pass.conditions.filter(({ type }) => type !== 'Progressing'),
    { type: 'Progressing', status, reason, message, lastTransitionTime },
  ]
}
