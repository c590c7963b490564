import { type EventKind, PHASES, type SimTime } from '@seatrial/core'
import type { Churn } from '../../format/scenario/churn.ts'
import type { Cluster } from '../cluster.ts'
import type { NodePools } from '../node-pools.ts'
import type { NodeUpgrade } from './node-upgrade.ts'
import type { NodeUpgrades } from './node-upgrades.ts'

type MaintenanceSettings = NonNullable<Churn['maintenance']>

/** Upgrades the nodes of some pools again and again by the calendar; a wave that is due while one lasts is left out. */
export class MaintenanceWaves {
  readonly #settings: MaintenanceSettings
  readonly #cluster: Cluster
  readonly #pools: NodePools
  readonly #upgrades: NodeUpgrades
  readonly #due: EventKind
  #wave: NodeUpgrade | undefined

  constructor(
    settings: MaintenanceSettings,
    surroundings: {
      readonly cluster: Cluster
      readonly pools: NodePools
      readonly upgrades: NodeUpgrades
    },
  ) {
    const { cluster, pools, upgrades } = surroundings
    this.#settings = settings
    this.#cluster = cluster
    this.#pools = pools
    this.#upgrades = upgrades
    this.#due = cluster.simulation.defineEvent('MaintenanceWave', PHASES.script, () =>
      this.#begin(),
    )
    const { first = settings.every } = settings
    cluster.simulation.scheduleAfter(first, this.#due, 0)
  }

  #begin(): void {
    const { simulation } = this.#cluster
    const { every, pools, first: _first, ...upgrade } = this.#settings
    simulation.scheduleAt((simulation.now + every) as SimTime, this.#due, 0)
    if (this.#wave?.isDone === false) return
    this.#wave = this.#upgrades.begin(this.#pools.nodesOf(pools), upgrade)
  }
}
