import { withoutCodeBlocks } from './markdown.ts'

/** The ID of a rule of a SPEC.md, such as STS-U2: whose rule, which chapter, which number. */
const ID = '[A-Z]{2,}-[A-Z]+\\d+[a-z]?'

/** The IDs that a SPEC.md defines: those that open a heading, a list item or a row of a table. */
export function rulesDefinedIn(spec: string): string[] {
  const opening = new RegExp(`^\\s*(?:#+|[-*]|\\d+\\.|\\|)\\s+[*\`]*(${ID})\\b`, 'gm')
  return Array.from(withoutCodeBlocks(spec).matchAll(opening), (match) => match[1] ?? '')
}

/** The IDs that open a sentence in a test file, which is how the title of a test names its rule. */
export function rulesTestedIn(testSource: string): string[] {
  const title = new RegExp(`['"\`](${ID}):? \\S`, 'g')
  return Array.from(testSource.matchAll(title), (match) => match[1] ?? '')
}
