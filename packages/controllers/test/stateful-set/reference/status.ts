import {
  type StatefulSetStatus,
  UNSET,
  fromApiTime,
  isRefusedFor,
  isSameJson,
  seconds,
} from '@seatrial/core'
import type { Pass } from './pass.ts'
import { type Counts, type Member, count, isAvailableAt } from './pod-rules.ts'
import { setProgressing } from './recreate.ts'
import { maxUnavailableOf } from './rollout.ts'

/** `statefulset.md` §12.1. */
export function countMembers(pass: Pass, members: readonly Member[]): Counts {
  const { now, behaviours } = pass.view
  const names = { current: pass.current, update: pass.update }
  return count(members, names, (member) => isAvailableAt(member, pass.set, now, behaviours))
}

/** §12.2 and §12.3; false when it failed. */
export function writeStatus(pass: Pass): boolean {
  const { behaviours } = pass.view
  if (behaviours.invalidMaxUnavailableBreaksStatus) {
    try {
      maxUnavailableOf(pass)
    } catch {
      return false
    }
  }
  const { spec, status: stored, metadata } = pass.set
  const counts = pass.counts!
  let status = {
    observedGeneration: metadata.generation,
    ...counts,
    currentReplicas: counts.currentReplicas - pass.replaced,
    currentRevision: pass.current,
    updateRevision: pass.update,
    collisionCount: pass.collisionCount,
  }
  const completes =
    behaviours.completionForEveryStrategy || spec.updateStrategy.type === 'RollingUpdate'
  const all = [counts.updatedReplicas, counts.readyReplicas, counts.replicas]
  if (completes && all.every((number) => number === spec.replicas)) {
    status = {
      ...status,
      currentReplicas: counts.updatedReplicas,
      currentRevision: pass.update,
    }
    if (pass.conditions.some(({ type }) => type === 'Progressing')) {
      setProgressing(pass, 'False', 'RecreateCompleted', 'All pods recreated successfully')
    }
  }
  pass.status = pass.conditions.length > 0 ? { ...status, conditions: pass.conditions } : status
  if (!isNews(pass, stored, pass.status)) return true
  for (let tries = 1; ; tries++) {
    const { name } = metadata
    const asked = { verb: 'update', resource: 'statefulsets/status', name, content: pass.status }
    const result = pass.ask(asked)
    if (result.type === 'done') return true
    if (!isRefusedFor(result, 'Conflict') || tries === 5) return false
  }
}

/** §5, the two rules. */
export function requeueAfter(pass: Pass): number | undefined {
  const { behaviours, now } = pass.view
  const { minReadySeconds, replicas } = pass.set.spec
  if (minReadySeconds === 0 || pass.status === undefined) return undefined
  const minReady = seconds(minReadySeconds)
  if (behaviours.selfRequeue === 'old') {
    return pass.status.availableReplicas === replicas ? undefined : minReady
  }
  if (pass.status.readyReplicas === pass.status.availableReplicas) return undefined
  const waits = pass.claimed
    .filter(({ pod }) => pod?.ready === 'True' && pod.readyTransitionTime !== UNSET)
    .map(({ pod }) => fromApiTime(pod!.readyTransitionTime) + minReady - now)
    .filter((wait) => wait > 0)
  return waits.length === 0 ? minReady : Math.min(...waits)
}

function isNews(pass: Pass, stored: StatefulSetStatus, status: StatefulSetStatus): boolean {
  const ignored = { observedGeneration: 0, collisionCount: 0, conditions: [] }
  return (
    status.observedGeneration > stored.observedGeneration ||
    !isSameJson({ ...stored, ...ignored }, { ...status, ...ignored }) ||
    (pass.view.behaviours.carriesConditions &&
      !isSameJson(stored.conditions ?? [], status.conditions ?? []))
  )
}
