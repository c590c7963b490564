import type { WallTime } from '@seatrial/core'
import type { PrintedKind } from '../printed-kind.ts'
import type { ObjectsByKind, TranscriptPrinter } from './transcript-printer.ts'

/** A request that is made once, when the simulation has ended. */
export abstract class FinalTranscript implements TranscriptPrinter {
  abstract readonly kinds: readonly PrintedKind[]

  start(): string {
    return ''
  }

  change(): string {
    return ''
  }

  abstract end(objects: ObjectsByKind, now: WallTime): string
}
