import type { PodPart, PodWait, Rollout } from '@seatrial/scenarios'
import { formatDuration } from '../text/format-duration.ts'
import { formatPercent } from '../text/format-number.ts'
import { waitShares } from './wait-shares.ts'

const WAITS_SHOWN = 3
const SHARES_SHOWN = 4
/** A share below this is not worth its words. */
const LEAST_SHARE = 0.005

/** What a pod waits for in each part of its life. */
const WAITS_FOR: Readonly<Record<PodPart, string>> = {
  schedule: 'a node',
  kubelet: 'the kubelet',
  volumes: 'volumes',
  start: 'images and start',
  ready: 'readiness',
  minReady: 'minReadySeconds',
  serve: 'nothing',
  recover: 'readiness again',
  dead: 'deletion',
  terminate: 'termination',
  remove: 'removal',
}

/** What pods waited for: all of them together, then the longest waits of single ones. */
export function waitLines(rollout: Rollout): readonly string[] {
  const shares = waitShares(rollout)
    .filter(({ share }) => share >= LEAST_SHARE)
    .slice(0, SHARES_SHOWN)
    .map(({ part, share }) => `${WAITS_FOR[part]} ${formatPercent(share, 0)}`)
  const waits = rollout.longestWaits.slice(0, WAITS_SHOWN)
  const nameWidth = Math.max(0, ...waits.map(({ pod }) => pod.length))
  return [
    ...(shares.length === 0 ? [] : [shares.join(', ')]),
    ...waits.map((wait) => describe(wait, nameWidth)),
  ]
}

function describe({ pod, node, part, duration }: PodWait, nameWidth: number): string {
  const where = node === '' ? '' : ` on ${node}`
  return `${pod.padEnd(nameWidth)}  ${formatDuration(duration)} for ${WAITS_FOR[part]}${where}`
}
