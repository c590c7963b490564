/** Tells what is wrong with the form of a text; `undefined` when nothing is. */
export type Syntax = (text: string) => string | undefined

const DNS_LABEL_LENGTH_MAX = 63
const DNS_SUBDOMAIN_LENGTH_MAX = 253
const PORT_NAME_LENGTH_MAX = 15
const CONFIG_KEY_LENGTH_MAX = 253

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/
const HTTP_HEADER_NAME = /^[-A-Za-z0-9]+$/
const PRINTABLE_WITHOUT_EQUALS = /^[ -<>-~]+$/

/** RFC 1123 label: container names, StatefulSet names, host names. */
export function dnsLabel(text: string): string | undefined {
  if (text.length > DNS_LABEL_LENGTH_MAX) return 'must not be longer than 63 characters'
  if (DNS_LABEL.test(text)) return undefined
  return 'must be small letters, digits and -, with a letter or digit at both ends'
}

/** RFC 1123 subdomain: labels joined by dots, as the names of most objects. */
export function dnsSubdomain(text: string): string | undefined {
  if (text.length > DNS_SUBDOMAIN_LENGTH_MAX) return 'must not be longer than 253 characters'
  if (DNS_SUBDOMAIN.test(text)) return undefined
  return 'must be small letters, digits, - and ., with a letter or digit at both ends of each part'
}

/** What can stand between two slashes of an address. */
export function pathSegment(text: string): string | undefined {
  if (text === '.' || text === '..') return `must not be ${text}`
  return pathSegmentStart(text)
}

/** What the name of an address part can begin with. */
export function pathSegmentStart(text: string): string | undefined {
  return /[/%]/.test(text) ? 'must not contain / or %' : undefined
}

/** A syntax for the beginning of a name: it may end with a dash, since more will follow. */
export function startOf(syntax: Syntax): Syntax {
  return (text) => syntax(text.replace(/(?<=.)-$/su, 'a'))
}

/** IANA service name: names of ports. */
export function portName(text: string): string | undefined {
  if (text.length > PORT_NAME_LENGTH_MAX) return 'must not be longer than 15 characters'
  if (!/^[-a-z0-9]+$/.test(text)) return 'must be small letters, digits and -'
  if (!/[a-z]/.test(text)) return 'must contain a letter'
  return /^-|-$|--/.test(text) ? 'must not begin or end with -, nor contain --' : undefined
}

/** Names of environment variables, which may be nearly anything. */
export function environmentVariableName(text: string): string | undefined {
  if (PRINTABLE_WITHOUT_EQUALS.test(text)) return undefined
  return 'must be printable ASCII characters other than ='
}

/** Keys of a ConfigMap or Secret. */
export function configKey(text: string): string | undefined {
  if (text.length > CONFIG_KEY_LENGTH_MAX) return 'must not be longer than 253 characters'
  if (text === '.' || text.startsWith('..')) return 'must not be . nor begin with ..'
  return CONFIG_KEY.test(text) ? undefined : 'must be letters, digits, -, _ and .'
}

/** Names of HTTP headers. */
export function httpHeaderName(text: string): string | undefined {
  return HTTP_HEADER_NAME.test(text) ? undefined : 'must be letters, digits and -'
}

/** A path inside of something else: relative, and never going up. */
export function descendingPath(text: string): string | undefined {
  return text.startsWith('/') ? 'must be a relative path' : pathWithoutBacksteps(text)
}

/** A path that never goes up. */
export function pathWithoutBacksteps(text: string): string | undefined {
  return text.split('/').includes('..') ? 'must not contain ..' : undefined
}
