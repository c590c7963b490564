import { z } from 'zod'
import type { IssueDetails } from './issue-details.ts'

type Shape = Readonly<Record<string, z.ZodType>>

/**
 * One of several things, told apart by the key under which it is written: `{ drain: … }` becomes
 * `{ type: 'drain', … }`. What stands `beside` that key is part of each of them.
 */
export type OneKey<Choices extends Shape, Beside extends Shape> = {
  readonly [Key in keyof Choices & string]: { readonly type: Key } & z.output<Choices[Key]> &
    OutputOf<Beside>
}[keyof Choices & string]

type OutputOf<Fields extends Shape> = keyof Fields extends never
  ? unknown
  : z.output<z.ZodObject<Fields>>

/** A map with exactly one key of `choices`, whose values are maps, and any keys of `beside`. */
export function oneKey<Choices extends Shape, Beside extends Shape>(
  choices: Choices,
  options: { readonly expected: string; readonly beside: Beside },
): z.ZodType<OneKey<Choices, Beside>> {
  const { expected, beside } = options
  const names = Object.keys(choices)
  const optionalChoices = names.map((name) => [name, choices[name]!.exactOptional()] as const)
  return z
    .strictObject(
      { ...Object.fromEntries(optionalChoices), ...beside },
      { error: (issue) => (issue.code === 'invalid_type' ? expected : undefined) },
    )
    .meta({ minProperties: 1, maxProperties: 1 + Object.keys(beside).length })
    .transform((value, context) => {
      const chosen = names.filter((name) => Object.hasOwn(value, name))
      if (chosen.length === 1) {
        const { [chosen[0]!]: choice, ...others } = value as Record<string, object>
        return { type: chosen[0]!, ...choice, ...others } as OneKey<Choices, Beside>
      }
      const params: IssueDetails = { got: chosen.length === 0 ? 'none' : chosen.join(' and ') }
      context.issues.push({ code: 'custom', input: value, message: expected, params })
      return z.NEVER
    })
}
