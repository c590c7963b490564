/** How words are set off in a terminal. */
export interface Style {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
}

/** As it is: for files, pipes and whoever wants no colour. */
export const PLAIN_STYLE: Style = { strong: same, faint: same, good: same, bad: same }

/** With the codes that terminals take for colours. */
export const TERMINAL_STYLE: Style = {
  strong: between(1, 22),
  faint: between(2, 22),
  good: between(32, 39),
  bad: between(31, 39),
}

function same(text: string): string {
  return text
}

function between(on: number, off: number): (text: string) => string {
  return (text) => `\u001B[${on}m${text}\u001B[${off}m`
}
