import { PLAIN_STYLE, TERMINAL_STYLE, compareScreen } from '@seatrial/report'
import { type ComparisonAnalysis, comparisonDocument } from '@seatrial/scenarios'
import type { ExitCode } from '../../exit-code.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { version } from '../../version.ts'
import { exitCodeOfComparison } from './exit-code-of-comparison.ts'
import { STUDY_FILES } from './study-files.ts'

/** Letters in a line of the screen. */
const SCREEN_WIDTH = 100

/** How an analysis is told. */
export interface TellOptions {
  readonly terminal: Terminal
  readonly isJson: boolean
  /** Where its files lie; undefined: nowhere. */
  readonly folder: string | undefined
}

/** Prints an analysis, on one screen or as JSON, and says how the process should end. */
export function tellComparison(
  analysis: ComparisonAnalysis,
  { terminal, isJson, folder }: TellOptions,
): ExitCode {
  if (isJson) {
    const document = comparisonDocument(analysis, { engineVersion: version() })
    terminal.write(`${JSON.stringify(document, undefined, 2)}\n`)
  } else {
    const style = terminal.hasColors ? TERMINAL_STYLE : PLAIN_STYLE
    const files = folder === undefined ? undefined : `${folder}: ${STUDY_FILES.join(', ')}`
    terminal.write(compareScreen(analysis, { width: SCREEN_WIDTH, style, files }))
  }
  return exitCodeOfComparison(analysis)
}
