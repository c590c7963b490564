// compare
export { type CompareScreenOptions, compareScreen } from './compare/compare-screen.ts'

// kubectl
export { humanDuration, shortHumanDuration } from './kubectl/human-duration.ts'
export { type KindTable, type KindTableOptions, kindTable } from './kubectl/kind-table.ts'
export { PRINTED_KINDS, type PrintedKind } from './kubectl/printed-kind.ts'
export { parsePrintRequest } from './kubectl/request/parse-print-request.ts'
export {
  type GetRequest,
  type PrintRequest,
  PrintRequestError,
  type RolloutStatusRequest,
} from './kubectl/request/print-request.ts'
export { type RolloutKind, type RolloutStatus, rolloutStatus } from './kubectl/rollout-status.ts'
export type { Cell } from './kubectl/table.ts'
export { type TableOptions, TableWriter, type WatchEventType } from './kubectl/table-writer.ts'
export type {
  ObjectsByKind,
  PrintedChange,
  TranscriptPrinter,
} from './kubectl/transcripts/transcript-printer.ts'
export { type Transcript, TranscriptRecorder } from './kubectl/transcripts/transcript-recorder.ts'
export { transcriptOf } from './kubectl/transcripts/transcript-of.ts'

// run
export { type InputCertainty, inputCertainty } from './run/input-certainty.ts'
export type { NextCommand } from './run/next-command.ts'
export { type RunScreenOptions, runScreen } from './run/run-screen.ts'
export { unmetLines } from './run/verdict-lines.ts'

// text
export { formatDuration } from './text/format-duration.ts'
export { formatNumber, formatPercent } from './text/format-number.ts'
export type { Representative, StepPoint } from './text/sample-steps.ts'
export { PLAIN_STYLE, type Style, TERMINAL_STYLE } from './text/style.ts'
export type { Glyphs } from './text/sparkline.ts'
export { type PictureOptions, type PictureSeries, drawTimePicture } from './text/time-picture.ts'
