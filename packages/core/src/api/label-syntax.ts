const NAME_LENGTH_MAX = 63
const PREFIX_LENGTH_MAX = 253

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

/** What is wrong with a label's value, in words; `undefined` when nothing is. */
export function labelValue(text: string): string | undefined {
  return text === '' ? undefined : nameSyntax(text)
}

/**
 * What is wrong with a qualified name, `name` or `prefix/name` with a domain as prefix: a label's
 * key, an annotation's, a taint's. `undefined` when nothing is.
 */
export function qualifiedName(text: string): string | undefined {
  const slash = text.indexOf('/')
  if (slash < 0) return nameSyntax(text)
  return prefixSyntax(text.slice(0, slash)) ?? nameSyntax(text.slice(slash + 1))
}

function nameSyntax(text: string): string | undefined {
  if (text.length > NAME_LENGTH_MAX) return `must not be longer than ${NAME_LENGTH_MAX} characters`
  if (NAME.test(text)) return undefined
  return 'must be letters, digits, -, _ and ., with a letter or digit at both ends'
}

function prefixSyntax(text: string): string | undefined {
  if (text.length > PREFIX_LENGTH_MAX) {
    return `its prefix must not be longer than ${PREFIX_LENGTH_MAX} characters`
  }
  return PREFIX.test(text) ? undefined : 'its prefix must be a domain name in small letters'
}
