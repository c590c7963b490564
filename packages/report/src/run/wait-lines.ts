import type { PodWait, Rollout, RolloutWait } from '@seatrial/scenarios'
import { formatDuration } from '../text/format-duration.ts'
import { formatPercent } from '../text/format-number.ts'
import { type WaitShare, waitShares } from './wait-shares.ts'

const WAITS_SHOWN = 3
const SHARES_SHOWN = 4
/** A share below this is not worth its words. */
const LEAST_SHARE = 0.005

/** Each thing that a rollout or a pod waits for, in words. */
const WAITS_FOR: Readonly<Record<RolloutWait, string>> = {
  queue: 'the scheduler',
  schedule: 'a node that fits',
  throttled: 'client limits',
  api: 'the API server',
  kubelet: 'the kubelet',
  storage: 'storage on the node',
  claim: 'new volumes',
  detach: 'volumes to be detached',
  attach: 'volumes to be attached',
  network: 'the node’s network',
  volumes: 'mounts and sandbox',
  pull: 'images',
  start: 'start',
  ready: 'readiness',
  minReady: 'minReadySeconds',
  serve: 'nothing',
  blockedByBudget: 'the budget',
  blockedByPredecessor: 'its predecessor',
  recover: 'readiness again',
  dead: 'deletion',
  terminate: 'termination',
  remove: 'removal',
  watch: 'watches',
  worker: 'a worker',
  recheck: 'the next look',
  controller: 'the controller',
  outside: 'others',
}

/** The waits that the limits of the control plane cost. */
const CONTROL_PLANE: ReadonlySet<RolloutWait> = new Set([
  'queue',
  'throttled',
  'api',
  'watch',
  'worker',
  'controller',
])

/**
 * What the rollout waited for on the way to its end, what of it the control plane cost, then the longest
 * waits of single pods.
 */
export function waitLines(rollout: Rollout): readonly string[] {
  const shares = waitShares(rollout).filter(({ share }) => share >= LEAST_SHARE)
  const controlPlane = shares.filter(({ wait }) => CONTROL_PLANE.has(wait))
  const waits = rollout.longestWaits.slice(0, WAITS_SHOWN)
  const nameWidth = Math.max(0, ...waits.map(({ pod }) => pod.length))
  return [
    ...linesOf(shares.slice(0, SHARES_SHOWN), ''),
    ...linesOf(controlPlane, 'control plane: '),
    ...waits.map((wait) => describe(wait, nameWidth)),
  ]
}

function linesOf(shares: readonly WaitShare[], title: string): readonly string[] {
  if (shares.length === 0) return []
  const texts = shares.map(({ wait, share }) => `${WAITS_FOR[wait]} ${formatPercent(share, 0)}`)
  return [title + texts.join(', ')]
}

function describe({ pod, node, part, duration }: PodWait, nameWidth: number): string {
  const where = node === '' ? '' : ` on ${node}`
  return `${pod.padEnd(nameWidth)}  ${formatDuration(duration)} for ${WAITS_FOR[part]}${where}`
}
