import {
  type ApiTime,
  type PodDisruptionBudget,
  type SimTime,
  fromApiTime,
  isTerminating,
  minutes,
} from '@seatrial/core'
import { type BudgetNotice, notDeleted } from './budget-notices.ts'
import { type BudgetPods, isHealthy } from './budget-pods.ts'

/** How long a pod whose eviction was granted counts as gone before it is seen to be going. */
const DELETION_TIMEOUT = minutes(2)

/** What a budget still has to reckon with because it let pods go that are there yet. */
export interface GrantedEvictions {
  /** When the eviction of each was granted, by its name. */
  readonly pods: Readonly<Record<string, ApiTime>>
  /** How many of them look healthy and do not count as such. */
  readonly healthyCount: number
  readonly notices: readonly BudgetNotice[]
  /** When the first of them will have come to nothing. */
  readonly recheckAt: SimTime | undefined
}

const NONE: GrantedEvictions = { pods: {}, healthyCount: 0, notices: [], recheckAt: undefined }

/** The granted evictions that may still come true: of pods that are there and not on their way out. */
export function grantedEvictions(
  budget: PodDisruptionBudget,
  pods: BudgetPods,
  now: SimTime,
): GrantedEvictions {
  const granted = budget.status.disruptedPods
  return isEmpty(granted) ? NONE : stillGranted(budget, pods, now)
}

function stillGranted(
  budget: PodDisruptionBudget,
  pods: BudgetPods,
  now: SimTime,
): GrantedEvictions {
  const kept: [string, ApiTime][] = []
  const notices: BudgetNotice[] = []
  let healthyCount = 0
  let recheckAt: SimTime | undefined
  for (const [podName, grantedAt] of Object.entries(budget.status.disruptedPods)) {
    const pod = pods.get(podName)
    if (pod === undefined || isTerminating(pod)) continue
    const deadline = (fromApiTime(grantedAt) + DELETION_TIMEOUT) as SimTime
    if (deadline < now) {
      notices.push(notDeleted(budget, podName))
      continue
    }
    kept.push([podName, grantedAt])
    if (deadline > now && isHealthy(pod)) healthyCount++
    const justLate = (deadline + 1) as SimTime
    if (recheckAt === undefined || justLate < recheckAt) recheckAt = justLate
  }
  return { pods: Object.fromEntries(kept), healthyCount, notices, recheckAt }
}

function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  for (const _ in record) return false
  return true
}
