/** A switch of the table of releases as people read it. */
export interface SwitchText {
  readonly name: string
  readonly text: string
}

/** Switches about one thing, in the order of the table. */
export interface SwitchGroup {
  readonly title: string
  readonly switches: readonly SwitchText[]
}

/**
 * The switches that `api/behaviours.ts` declares, with what it says of them: comments `// title` open a
 * group, and what stands above a field describes it.
 */
export function readSwitchTexts(source: string): readonly SwitchGroup[] {
  const declaration = /export interface Behaviours \{\n([\s\S]*?)\n\}\n/.exec(source)?.[1] ?? ''
  const [, ...groups] = declaration.split(/^ {2}\/\/ /m)
  return groups.map((group) => ({
    title: group.slice(0, group.indexOf('\n')),
    switches: Array.from(
      group.matchAll(/\/\*\* (.+?) \*\/\s+readonly (\w+):/gs),
      ([, text = '', name = '']) => ({ name, text: text.replaceAll(/\s*\n\s*\* ?/g, ' ') }),
    ),
  }))
}
