import { type Node, type SimTime, compareText } from '@seatrial/core'
import { EvictionLimiter } from './eviction-limiter.ts'
import type { NodeLifecycleSettings } from './settings.ts'
import { TaintQueue } from './taint-queue.ts'
import { type ZoneState, evictionRate, zoneState } from './zone-state.ts'

const REGION = 'topology.kubernetes.io/region'
const ZONE = 'topology.kubernetes.io/zone'
const EXCLUDED = 'node.kubernetes.io/exclude-disruption'

/** The nodes of one region and zone, and those of them that wait for a taint. */
export class Zone {
  readonly key: string
  readonly queue: TaintQueue = new TaintQueue()
  readonly limiter: EvictionLimiter
  state: ZoneState = 'initial'
  ready = 0
  notReady = 0

  constructor(key: string, rate: number) {
    this.key = key
    this.limiter = new EvictionLimiter(rate)
  }

  get isEmpty(): boolean {
    return this.ready + this.notReady === 0
  }
}

/** Where a node counts, if it counts, and as what. */
export interface ZonePlace {
  readonly zone: Zone
  readonly isReady: boolean
  readonly isCounted: boolean
}

/**
 * What a look at all zones came to. When the last zone is lost, the controller takes its own view for the
 * sick one and tolerates everything ("master disruption").
 */
export type DisruptionChange = 'none' | 'all-lost' | 'some-back'

/** All zones with their counts, kept up to date node by node (spec B3). */
export class Zones {
  readonly #settings: NodeLifecycleSettings
  readonly #zones = new Map<string, Zone>()

  constructor(settings: NodeLifecycleSettings) {
    this.#settings = settings
  }

  /** Counts a node where its labels put it. */
  enter(node: Node, isReady: boolean): ZonePlace {
    const place = { zone: this.#zoneOf(node), isReady, isCounted: !isExcluded(node) }
    count(place, 1)
    return place
  }

  /** Counts a node no longer where it was counted. */
  leave(place: ZonePlace): void {
    count(place, -1)
  }

  /** All zones that ever had a node. */
  all(): IterableIterator<Zone> {
    return this.#zones.values()
  }

  /** Looks at the counts and sets states and rates by them. */
  evaluate(now: SimTime): DisruptionChange {
    const zones = this.#occupied()
    const isAllLost = zones.every((zone) => this.#stateOf(zone) === 'full-disruption')
    const wasAllLost = zones.every(({ state }) => state === 'full-disruption')
    if (isAllLost && wasAllLost) return 'none'
    for (const zone of zones) {
      const state = this.#stateOf(zone)
      if (!isAllLost && !wasAllLost && state === zone.state) continue
      zone.state = state
      zone.limiter.setRate(isAllLost ? 0 : evictionRate(state, zone, this.#settings), now)
    }
    return isAllLost ? 'all-lost' : wasAllLost ? 'some-back' : 'none'
  }

  /** The zones with nodes that count, by key; a zone that has lost its last one is forgotten. */
  #occupied(): readonly Zone[] {
    const occupied: Zone[] = []
    for (const zone of this.#zones.values()) {
      if (zone.isEmpty) zone.state = 'initial'
      else occupied.push(zone)
    }
    return occupied.sort((one, other) => compareText(one.key, other.key))
  }

  #stateOf(zone: Zone): ZoneState {
    return zoneState(zone, this.#settings.unhealthyZoneThreshold)
  }

  #zoneOf({ metadata: { labels } }: Node): Zone {
    const key = `${labels[REGION] ?? ''}:${labels[ZONE] ?? ''}`
    let zone = this.#zones.get(key)
    if (zone === undefined) {
      zone = new Zone(key, this.#settings.evictionRate)
      this.#zones.set(key, zone)
    }
    return zone
  }
}

function count({ zone, isReady, isCounted }: ZonePlace, sign: 1 | -1): void {
  if (!isCounted) return
  if (isReady) zone.ready += sign
  else zone.notReady += sign
}

function isExcluded({ metadata }: Node): boolean {
  return Object.hasOwn(metadata.labels, EXCLUDED)
}
