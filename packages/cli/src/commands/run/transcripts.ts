import {
  PrintRequestError,
  type Transcript,
  TranscriptRecorder,
  parsePrintRequest,
} from '@seatrial/report'
import { InputError, InputErrors, type Scenario, printRequestsOf } from '@seatrial/scenarios'

/**
 * Records what kubectl would show: as the scenario asks, then as the flags do.
 * Throws `InputErrors` for words that kubectl would not understand, also those of the timeline.
 */
export function transcriptRecorder(
  scenario: Scenario,
  requests: readonly string[],
): TranscriptRecorder {
  const standing = [...scenario.print, ...requests]
  const later = scenario.timeline.flatMap(({ actions }) => actions).flatMap(printRequestsOf)
  const errors = [...standing, ...later].flatMap(problemOf)
  if (errors.length > 0) throw new InputErrors(errors)
  return new TranscriptRecorder(standing, later)
}

/**
 * Transcripts as they come out. A single one is exactly what kubectl prints; several follow the
 * commands that asked for them.
 */
export function transcriptText(transcripts: readonly Transcript[]): string {
  const [first, ...others] = transcripts
  if (first !== undefined && others.length === 0) return first.text
  return transcripts.map(({ command, text }) => `$ kubectl ${command}\n${text}`).join('\n')
}

function problemOf(request: string): readonly InputError[] {
  try {
    parsePrintRequest(request)
    return []
  } catch (error) {
    if (!(error instanceof PrintRequestError)) throw error
    const { expected, found, nearest } = error
    const got = found === '' ? 'nothing more' : JSON.stringify(found)
    const path = JSON.stringify(request)
    return [new InputError({ file: '--print', path, expected, got, suggestion: nearest })]
  }
}
