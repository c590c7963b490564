/** Lines as they are written, each with its line end; '' for none. */
export function textOfLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
