/** A link to a file of the repository, and perhaps to a heading in it. */
export interface RelativeLink {
  /** The path as it is written, empty for a link within the file. */
  readonly path: string
  /** The heading's anchor, empty for a link to the whole file. */
  readonly anchor: string
}

/** A Markdown text without its fenced blocks of code. */
export function withoutCodeBlocks(markdown: string): string {
  return markdown.replace(/^( *)(```+|~~~+).*\n[\s\S]*?^\1\2 *$/gm, '')
}

/** The links of a Markdown text that do not lead out of the repository. */
export function relativeLinksIn(markdown: string): RelativeLink[] {
  const prose = withoutCodeBlocks(markdown).replace(/`[^`\n]*`/g, '')
  const inline = prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)
  const definitions = prose.matchAll(/^\[[^\]]+\]:\s+(\S+)/gm)
  return Array.from([...inline, ...definitions], (match) => match[1] ?? '')
    .filter((target) => !/^[a-z][a-z+.-]*:|^\/\//i.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#')
      return { path: decodeURI(path), anchor }
    })
}

/** The anchors that GitHub gives to the headings of a Markdown text. */
export function anchorsIn(markdown: string): Set<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of withoutCodeBlocks(markdown).matchAll(/^#+\s+(.+?)[\s#]*$/gm)) {
    const anchor = anchorOf(heading)
    let unique = anchor
    for (let repetition = 1; anchors.has(unique); repetition++) unique = `${anchor}-${repetition}`
    anchors.add(unique)
  }
  return anchors
}

function anchorOf(heading: string): string {
  const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}
