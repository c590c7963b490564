import { type Pod, UNSET, isBound, isTerminal, isTerminating, podCondition } from '@seatrial/core'
import { AVAILABLE } from '../workloads/pod-standing.ts'
import type { PodLife } from './pod-life.ts'
import { PART, STAGE, partAfter } from './pod-stages.ts'

/** The stages on the way up, as bits. */
const ON_THE_WAY_UP = (1 << STAGE.deleted) - 1

/**
 * The stages that a stored version of a pod shows it to have come by, as bits; readiness, which the
 * recorders judge, apart. `passed` are those that are known already.
 */
export function stagesOf(pod: Pod, passed: number, reportsSandbox: boolean): number {
  let stages = 1 << STAGE.created
  if (isBound(pod)) stages |= 1 << STAGE.scheduled
  else if (isRefused(pod)) stages |= 1 << STAGE.refused
  if (isTerminal(pod)) stages |= 1 << STAGE.ended
  if (isTerminating(pod)) return stages | (1 << STAGE.deleted)
  if (pod.startTime !== UNSET) stages |= 1 << STAGE.accepted
  if (pod.phase === 'Running') stages |= 1 << STAGE.running
  const asksForSandbox = reportsSandbox && (passed & (1 << STAGE.sandboxed)) === 0
  return asksForSandbox && hasSandbox(pod) ? stages | (1 << STAGE.sandboxed) : stages
}

/** What a pod spends its time with from now on, a place in `POD_PARTS`. */
export function partOf({ passed, standing }: PodLife, reportsSandbox: boolean): number {
  if (passed & (1 << STAGE.deleted)) {
    return passed & (1 << STAGE.ended) ? PART.remove : PART.terminate
  }
  if (passed & (1 << STAGE.ended)) return PART.dead
  const stage = 31 - Math.clz32(passed & ON_THE_WAY_UP)
  if (stage === STAGE.available) return standing & AVAILABLE ? PART.serve : PART.recover
  return partAfter(stage, reportsSandbox)
}

/** The scheduler has said that no node fits. */
function isRefused({ conditions }: Pod): boolean {
  return podCondition(conditions, 'PodScheduled')?.status === 'False'
}

function hasSandbox({ conditions }: Pod): boolean {
  return podCondition(conditions, 'PodReadyToStartContainers')?.status === 'True'
}
