import { qualifiedName } from '../../label-syntax.ts'
import { type FieldErrors, invalid, notSupported, required } from '../field-error.ts'
import { mustBe, mustBeOneOf } from '../must-be.ts'

/** A field of the pod itself, as environment variables and downward volumes show it. */
export interface FieldReference {
  readonly fieldPath?: string
}

/** A resource of one container. */
export interface ResourceReference {
  readonly resource?: string
}

/** What the API can show of a pod at all; each use allows some of them. */
const FIELD_PATHS: readonly string[] = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.phase',
  'status.podIP',
  'status.podIPs',
]

const RESOURCES: readonly string[] = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
]

const HUGE_PAGES = /^(limits|requests)\.hugepages-/
const SUBSCRIPTED = /^(metadata\.(?:annotations|labels))\['(.*)'\]$/s

/** The field must be one of those that may be shown here, or one label or annotation. */
export function* validateFieldReference(
  { fieldPath = '' }: FieldReference,
  allowedPaths: readonly string[],
  path: string,
): FieldErrors {
  const subscript = SUBSCRIPTED.exec(fieldPath)
  if (fieldPath === '') yield required(`${path}.fieldPath`, 'must be given')
  else if (subscript !== null) yield* validateSubscript(subscript[1]!, subscript[2]!, path)
  else if (!FIELD_PATHS.includes(fieldPath)) {
    yield invalid(`${path}.fieldPath`, fieldPath, 'must be a field that a pod can show')
  } else if (!allowedPaths.includes(fieldPath)) {
    yield notSupported(`${path}.fieldPath`, fieldPath, allowedPaths)
  }
}

/** The resource must be a request or a limit. */
export function* validateResourceReference(
  { resource = '' }: ResourceReference,
  path: string,
): FieldErrors {
  if (resource === '') yield required(`${path}.resource`, 'must be given')
  else if (!HUGE_PAGES.test(resource)) yield* mustBeOneOf(RESOURCES, resource, `${path}.resource`)
}

function* validateSubscript(map: string, key: string, path: string): FieldErrors {
  yield* mustBe(qualifiedName, map === 'metadata.annotations' ? key.toLowerCase() : key, path)
}
