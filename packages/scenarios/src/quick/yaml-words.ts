/** Plain data as it stands in a scenario. */
type Plain =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [key: string]: Plain }

/** What YAML 1.1 takes for something else than a text. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|~)$/i
const PLAIN_TEXT = /^[A-Za-z][\w./-]*$/

/** A text as YAML, in quotes where it needs them. */
export function yamlText(text: string): string {
  return PLAIN_TEXT.test(text) && !WORDS.test(text) ? text : JSON.stringify(text)
}

/** Plain data on one line of YAML. Amounts and names, which need no quotes, have none. */
export function yamlFlow(value: Plain): string {
  if (typeof value === 'string') return AMOUNT.test(value) ? value : yamlText(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (isList(value)) return `[${value.map(yamlFlow).join(', ')}]`
  const entries = Object.entries(value).map(([key, each]) => `${yamlText(key)}: ${yamlFlow(each)}`)
  return `{ ${entries.join(', ')} }`
}

/** A duration or an amount of bytes, which YAML cannot take for a number. */
const AMOUNT = /^\d+(?:\.\d+)?(?:s|Ki|Mi|Gi|Ti)$/

function isList(value: object): value is readonly Plain[] {
  return Array.isArray(value)
}
