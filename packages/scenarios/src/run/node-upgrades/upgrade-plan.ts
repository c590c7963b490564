import type { Replacement } from '@seatrial/core'
import { type Distribution, type Duration, hours, minutes } from '@seatrial/core'
import type { NodeUpgradeSettings } from '../../format/scenario/node-upgrade.ts'

/** How nodes are upgraded, complete with all defaults. */
export interface UpgradePlan {
  readonly by: 'inPlace' | 'surge'
  readonly atOnce: number
  readonly soak: Duration
  readonly outage: Distribution
  readonly replacement: Replacement
  readonly gracePeriod: Duration | undefined
  readonly drainTimeout: Duration
  readonly afterTimeout: 'proceed' | 'skip'
}

const USUAL_OUTAGE: Distribution = { type: 'constant', value: minutes(5) }

/** The plan that the settings of a scenario mean. */
export function upgradePlan(settings: NodeUpgradeSettings): UpgradePlan {
  return {
    by: settings.by ?? 'inPlace',
    atOnce: settings.atOnce ?? 1,
    soak: settings.soak ?? (0 as Duration),
    outage: settings.outage ?? USUAL_OUTAGE,
    replacement: settings.replacement ?? {
      type: 'provisioner',
      provisioner: 'cluster-autoscaler',
    },
    gracePeriod: settings.gracePeriod,
    drainTimeout: settings.drainTimeout ?? hours(1),
    afterTimeout: settings.afterTimeout ?? 'proceed',
  }
}
