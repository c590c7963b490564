import type { Replayer } from './replayer.ts'

/** The kinds of recordings that can be replayed, one a line. */
// prettier-ignore
export const REPLAYERS: readonly Replayer[] = [
]

/** The replayer of a kind, if there is one. */
export function replayerOf(kind: string): Replayer | undefined {
  return REPLAYERS.find((replayer) => replayer.kind === kind)
}
