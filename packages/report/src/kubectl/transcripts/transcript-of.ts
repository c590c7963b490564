import type { Behaviours } from '@seatrial/core'
import type { PrintRequest } from '../request/print-request.ts'
import { EventsTranscript } from './events-transcript.ts'
import { GetTranscript } from './get-transcript.ts'
import { RolloutHistoryTranscript } from './rollout-history-transcript.ts'
import { RolloutStatusTranscript } from './rollout-status-transcript.ts'
import { SingleRolloutStatusTranscript } from './single-rollout-status-transcript.ts'
import type { TranscriptPrinter } from './transcript-printer.ts'
import { WatchTranscript } from './watch-transcript.ts'

/** The terminal in which a request is shown as one release's kubectl shows it. */
export function transcriptOf(request: PrintRequest, behaviours: Behaviours): TranscriptPrinter {
  if (request.verb === 'rollout status') {
    return request.watch
      ? new RolloutStatusTranscript(request)
      : new SingleRolloutStatusTranscript(request)
  }
  if (request.verb === 'rollout history') return new RolloutHistoryTranscript(request)
  if (request.verb === 'events') return new EventsTranscript(request, behaviours)
  if (request.watch) return new WatchTranscript(request, behaviours)
  return new GetTranscript(request, behaviours)
}
