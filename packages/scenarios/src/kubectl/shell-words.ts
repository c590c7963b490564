/** A run of quoted stretches and other letters. */
const WORD = /(?:'[^']*'|"(?:[^"\\]|\\.)*"|[^\s'"])+/g
const QUOTED = /'([^']*)'|"((?:[^"\\]|\\.)*)"/g

/** The words of a command line as a shell splits it: at blanks, except within quotes. */
export function shellWords(line: string): string[] {
  return [...line.matchAll(WORD)].map(([word]) => word.replace(QUOTED, '$1$2'))
}
