import type { NodeLifecycleSettings } from './settings.ts'

/** How well a zone is; `initial` until it has been looked at. */
export type ZoneState = 'initial' | 'normal' | 'partial-disruption' | 'full-disruption'

/** The nodes of a zone that count, by whether they are Ready. */
export interface ZoneCounts {
  readonly ready: number
  readonly notReady: number
}

/** Fewer lost nodes than these are no disruption of a zone, whatever share they are. */
const LOST_NODES_MIN = 3

/** The state of a zone by its nodes (spec B3). */
export function zoneState({ ready, notReady }: ZoneCounts, threshold: number): ZoneState {
  if (ready === 0 && notReady > 0) return 'full-disruption'
  if (notReady >= LOST_NODES_MIN && notReady / (ready + notReady) >= threshold) {
    return 'partial-disruption'
  }
  return 'normal'
}

/** Nodes a second that may get a NoExecute taint in a zone of that state. */
export function evictionRate(
  state: ZoneState,
  { ready, notReady }: ZoneCounts,
  settings: NodeLifecycleSettings,
): number {
  if (state !== 'partial-disruption') return settings.evictionRate
  return ready + notReady > settings.largeClusterThreshold ? settings.secondaryEvictionRate : 0
}
