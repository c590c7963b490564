/**
 * A command on as many lines as it needs, each of which but the last goes on behind a backslash, so
 * that a shell takes all of them together. A word that is wider than a line stays whole.
 */
export function wrapCommand(command: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of command.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && longer.length > width - GOES_ON.length) {
      lines.push(`${line}${GOES_ON}`)
      line = `  ${word}`
    } else {
      line = longer
    }
  }
  return [...lines, line]
}

const GOES_ON = ' \\'
