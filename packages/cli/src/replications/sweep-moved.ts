import type { Replication, SensitivityPlan, Study } from '@seatrial/scenarios'
import type { Signal } from '../terminal/terminal.ts'
import type { Crew } from './crew.ts'
import { wholeSweep } from './whole-sweep.ts'

/** All replications of what a plan makes of a crew's study. Throws `Interrupted` when a signal comes. */
export async function sweepMoved(
  moved: Study,
  plan: SensitivityPlan,
  crew: Crew,
  signal?: Promise<Signal>,
): Promise<Iterable<Replication>> {
  const sweep = wholeSweep(moved)
  const by = await crew.run(sweep, { plan, ...(signal === undefined ? {} : { signal }) })
  if (by !== undefined) throw new Interrupted(by)
  return sweep.judged
}

/** A signal came before all was run. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly by: Signal

  constructor(by: Signal) {
    super(`interrupted by ${by}`)
    this.by = by
  }
}
