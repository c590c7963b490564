import type { Replayer } from './replayer.ts'
import { daemonSetEligibilityReplayer } from './replayers/daemonset-eligibility.ts'
import { intOrStringReplayer } from './replayers/intstr.ts'
import { ordinalsReplayer } from './replayers/ordinals.ts'
import { quantityReplayer } from './replayers/quantity.ts'
import { selectorsReplayer } from './replayers/selectors.ts'

/** The kinds of recordings that can be replayed, one a line. */
export const REPLAYERS: readonly Replayer[] = [
  quantityReplayer,
  intOrStringReplayer,
  selectorsReplayer,
  ordinalsReplayer,
  daemonSetEligibilityReplayer,
]

/** The replayer of a kind, if there is one. */
export function replayerOf(kind: string): Replayer | undefined {
  return REPLAYERS.find((replayer) => replayer.kind === kind)
}
