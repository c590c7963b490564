import { formatQuantity, quantitySign } from '../quantity.ts'
import { type FieldErrors, forbidden, invalid, required } from './field-error.ts'
import { type LabelSelectorManifest, validateLabelSelector } from './label-selector.ts'
import { mustBe, mustBeOneOf } from './must-be.ts'
import { dnsSubdomain } from './name-syntax.ts'
import { type ResourceList, quantityAt, validateAmount } from './pod/resources.ts'

/** A claim that a StatefulSet makes for each of its pods. */
export interface ClaimTemplate {
  readonly metadata?: { readonly name?: string }
  readonly spec?: ClaimSpec
}

interface ClaimSpec {
  readonly accessModes?: readonly string[]
  readonly resources?: { readonly requests?: ResourceList }
  readonly selector?: LabelSelectorManifest
  readonly storageClassName?: string
  readonly volumeMode?: string
}

const ACCESS_MODES: readonly string[] = [
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOnce',
  'ReadWriteOncePod',
]
const VOLUME_MODES: readonly string[] = ['Block', 'Filesystem']

/** `volumeClaimTemplates` of a new set: what the API server asks of a claim's spec. */
export function* validateClaimTemplates(
  templates: readonly ClaimTemplate[],
  path: string,
): FieldErrors {
  for (const [index, { spec = {} }] of templates.entries()) {
    yield* validateClaimSpec(spec, `${path}[${index}].spec`)
  }
}

function* validateClaimSpec(spec: ClaimSpec, path: string): FieldErrors {
  const { accessModes = [], storageClassName = '', volumeMode } = spec
  yield* validateAccessModes(accessModes, `${path}.accessModes`)
  yield* validateLabelSelector(spec.selector, `${path}.selector`)
  yield* validateStorage(spec.resources?.requests ?? {}, `${path}.resources[storage]`)
  if (storageClassName !== '') {
    yield* mustBe(dnsSubdomain, storageClassName, `${path}.storageClassName`)
  }
  if (volumeMode !== undefined) yield* mustBeOneOf(VOLUME_MODES, volumeMode, `${path}.volumeMode`)
}

function* validateAccessModes(modes: readonly string[], path: string): FieldErrors {
  if (modes.length === 0) yield required(path, 'must have at least one mode')
  for (const mode of modes) yield* mustBeOneOf(ACCESS_MODES, mode, path)
  if (modes.includes('ReadWriteOncePod') && modes.length > 1) {
    yield forbidden(path, 'must not have ReadWriteOncePod beside another mode')
  }
}

function* validateStorage(requests: ResourceList, path: string): FieldErrors {
  if (!Object.hasOwn(requests, 'storage')) {
    yield required(path, 'must be given')
    return
  }
  const amount = quantityAt(requests, 'storage')
  if (quantitySign(amount) === 0) yield invalid(path, formatQuantity(amount), 'must be above 0')
  yield* validateAmount('storage', amount, path)
}
