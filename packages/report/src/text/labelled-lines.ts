import type { Style } from './style.ts'

/** Letters of the column of labels. */
export const LABEL_WIDTH = 14

/** A line of text, or one that is set off as good or bad news. */
export type Line = string | { readonly text: string; readonly tone: 'good' | 'bad' }

/** Lines of text under one label. */
export interface LabelledLines {
  readonly label: string
  readonly lines: readonly Line[]
}

/**
 * Blocks of lines, each beside its label, none wider than `width`; a block without lines is left
 * out.
 *
 *     Availability  58 of 60 ready at least
 *                   longest outage of one pod 41.2s
 */
export function layOutLabelled(
  blocks: readonly LabelledLines[],
  { width, style }: { readonly width: number; readonly style: Style },
): readonly string[] {
  return blocks.flatMap(({ label, lines }) =>
    lines.map((line, index) => {
      const written = (index === 0 ? label : '').padEnd(LABEL_WIDTH)
      return `${style.faint(written)}${write(line, width - LABEL_WIDTH, style)}`.trimEnd()
    }),
  )
}

/** Cut first, so that no code of a colour is. */
function write(line: Line, width: number, style: Style): string {
  if (typeof line === 'string') return shorten(line, width)
  return style[line.tone](shorten(line.text, width))
}

/** The text, cut where it would be wider than that. */
export function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`
}

/** Words with commas between them, on as many lines as they need. */
export function wrapList(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const [index, word] of words.entries()) {
    const written = index === words.length - 1 ? word : `${word},`
    const longer = line === '' ? written : `${line} ${written}`
    if (longer.length > width && line !== '') {
      lines.push(line)
      line = written
    } else {
      line = longer
    }
  }
  return line === '' ? lines : [...lines, line]
}
