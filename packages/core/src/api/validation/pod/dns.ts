import { type FieldErrors, invalid, required } from '../field-error.ts'
import { mustBe, mustBeGiven, mustBeGivenAsOneOf } from '../must-be.ts'
import { dnsSubdomain } from '../name-syntax.ts'

/** The name servers and search domains that a pod adds to those of its policy. */
export interface DnsConfig {
  readonly nameservers?: readonly string[]
  readonly searches?: readonly string[]
  readonly options?: readonly { readonly name?: string }[]
}

const POLICIES: readonly string[] = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']
const NAMESERVERS_MAX = 3
const SEARCHES_MAX = 32
const SEARCHES_LENGTH_MAX = 2_048

/** `dnsPolicy` and `dnsConfig` of a pod: with None, the pod must name its servers itself. */
export function* validateDns(
  { policy, config }: { readonly policy: string; readonly config: DnsConfig | undefined },
  path: string,
): FieldErrors {
  yield* mustBeGivenAsOneOf(POLICIES, policy, `${path}.dnsPolicy`)
  if (config !== undefined) yield* validateConfig(config, `${path}.dnsConfig`)
  if (policy !== 'None') return
  if (config === undefined) yield required(`${path}.dnsConfig`, 'must be given for None')
  else if ((config.nameservers ?? []).length === 0) {
    yield required(`${path}.dnsConfig.nameservers`, 'must name a server for None')
  }
}

function* validateConfig(config: DnsConfig, path: string): FieldErrors {
  const { nameservers = [], searches = [], options = [] } = config
  if (nameservers.length > NAMESERVERS_MAX) {
    yield invalid(`${path}.nameservers`, nameservers, `must not be more than ${NAMESERVERS_MAX}`)
  }
  if (searches.length > SEARCHES_MAX) {
    yield invalid(`${path}.searches`, searches, `must not be more than ${SEARCHES_MAX}`)
  }
  if (searches.join(' ').length > SEARCHES_LENGTH_MAX) {
    yield invalid(`${path}.searches`, searches, `must not be longer than ${SEARCHES_LENGTH_MAX}`)
  }
  for (const [index, search] of searches.entries()) {
    yield* mustBe(searchDomain, search, `${path}.searches[${index}]`)
  }
  for (const [index, { name }] of options.entries()) {
    yield* mustBeGiven(name, `${path}.options[${index}]`)
  }
}

/** A search domain may end with a dot and contain underscores; a single dot is the root. */
function searchDomain(domain: string): string | undefined {
  if (domain === '.') return undefined
  return dnsSubdomain(domain.replace(/\.$/, '').replaceAll('_', '-'))
}
