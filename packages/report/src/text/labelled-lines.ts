import type { Style } from './style.ts'

/** Letters of the column of labels. */
export const LABEL_WIDTH = 14

/** Lines of text under one label. */
export interface LabelledLines {
  readonly label: string
  readonly lines: readonly string[]
}

/**
 * Blocks of lines, each beside its label, none wider than `width`; a block without lines is left out.
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
      return `${style.faint(written)}${shorten(line, width - LABEL_WIDTH)}`.trimEnd()
    }),
  )
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
