import type { SpotInterruptionOptions } from './churn-options.ts'
import type { ChurnWorld } from './churn-world.ts'
import { RateStrikes } from './rate-strikes.ts'
import { Reclaims } from './reclaims.ts'
import { timesOf } from './replacements.ts'

const NAME = 'spotInterruption'

/** From now on a cloud takes machines back now and then (spec B11). */
export function beginSpotInterruptions(options: SpotInterruptionOptions, world: ChurnWorld): void {
  const { rate, pools, notice, replacement } = options
  const reclaims = new Reclaims(NAME, world)
  const successor = timesOf(replacement, world)
  new RateStrikes({
    ...world,
    name: NAME,
    rate,
    pools,
    strike: (machine) => reclaims.give(machine, { notice, successor }),
  })
}
