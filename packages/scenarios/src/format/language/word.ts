import { z } from 'zod'
import type { IssueDetails } from './issue-details.ts'

/** How a word of the scenario language looks to its reader. */
export interface WordOptions<Value> {
  /** What an error says was expected: `a duration such as 25s`. */
  readonly expected: string
  /** Its name in the JSON Schema; absent where it is used only once. */
  readonly id?: string
  /** What it means, for the JSON Schema. */
  readonly description: string
  /** What an editor may check; `parse` decides. */
  readonly pattern?: RegExp
  readonly examples: readonly string[]
  /** Its value, or `undefined` for a text that is not such a word. */
  readonly parse: (text: string) => Value | undefined
  /** The word that was probably meant by a text that is none. */
  readonly suggest?: (text: string) => string | undefined
}

/** A text with a grammar of its own, such as a duration: parsed by a function, described for editors. */
export function word<Value>(options: WordOptions<Value>): z.ZodType<Value, string> {
  const { id, expected, description, pattern, examples, parse, suggest } = options
  return z
    .string({ error: expected })
    .meta({
      description,
      examples: [...examples],
      ...(pattern === undefined ? {} : { pattern: pattern.source }),
    })
    .transform((text, context): Value => {
      const value = parse(text)
      if (value !== undefined) return value
      const params: IssueDetails = { suggestion: suggest?.(text) }
      context.issues.push({ code: 'custom', input: text, message: expected, params })
      return z.NEVER
    })
    .meta(id === undefined ? {} : { id, description })
}
