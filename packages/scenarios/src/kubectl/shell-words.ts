/** A run of quoted stretches and other letters. */
const WORD = /(?:'[^']*'|"(?:[^"\\]|\\.)*"|[^\s'"])+/g
const QUOTED = /'([^']*)'|"((?:[^"\\]|\\.)*)"/g

/** What a backslash within double quotes takes the meaning from. */
const ESCAPED = /\\(["\\$`])/g

/** The words of a command line as a shell splits it: at blanks, except within quotes. */
export function shellWords(line: string): string[] {
  return [...line.matchAll(WORD)].map(([word]) => word.replace(QUOTED, unquoted))
}

function unquoted(_: string, literal: string | undefined, escaped: string | undefined): string {
  return literal ?? (escaped ?? '').replace(ESCAPED, '$1')
}
