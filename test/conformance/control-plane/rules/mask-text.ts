/** The random end of a generated name, as far as nobody has an alias for it. */
const SUFFIX = /\b(pods "[a-z0-9-]+?)-[bcdfghjklmnpqrstvwxz2456789]{5}"/g

/** A text without the random parts of names that never became objects. */
export function maskSuffixes(text: string): string {
  return text.replace(SUFFIX, '$1-*"')
}
