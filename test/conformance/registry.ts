import type { Replayer } from './replayer.ts'
import { quantityReplayer } from './replayers/quantity.ts'

/** The kinds of recordings that can be replayed, one a line. */
// prettier-ignore
export const REPLAYERS: readonly Replayer[] = [
  quantityReplayer,
]

/** The replayer of a kind, if there is one. */
export function replayerOf(kind: string): Replayer | undefined {
  return REPLAYERS.find((replayer) => replayer.kind === kind)
}
