import type { JsonValue } from '../../json.ts'
import { qualifiedName } from '../../label-syntax.ts'
import {
  type Quantity,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  quantityMilliValue,
  quantitySign,
  quantityValue,
} from '../../quantity.ts'
import { type FieldErrors, forbidden, invalid, required } from '../field-error.ts'

/** What a container asks for and what it may use at most. */
export interface ResourceRequirements {
  readonly requests?: ResourceList
  readonly limits?: ResourceList
}

/** Amounts by the name of the resource. */
export type ResourceList = Readonly<Record<string, JsonValue>>

const CONTAINER_RESOURCES: readonly string[] = ['cpu', 'memory', 'ephemeral-storage']
const HUGE_PAGES = 'hugepages-'

/** `resources` of one container: known names, sound amounts, no request above its limit. */
export function* validateResources(
  { requests = {}, limits = {} }: ResourceRequirements,
  path: string,
): FieldErrors {
  yield* validateAmounts(limits, `${path}.limits`)
  yield* validateAmounts(requests, `${path}.requests`)
  for (const name of Object.keys(requests)) {
    yield* validateRequest(name, quantityAt(requests, name), limits, path)
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)]
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
    yield forbidden(path, 'huge pages need a request or limit of cpu or memory')
  }
}

/** The amount must not be negative, and whole where halves make no sense. */
export function* validateAmount(name: string, amount: Quantity, path: string): FieldErrors {
  if (quantitySign(amount) < 0) {
    yield invalid(path, formatQuantity(amount), 'must not be negative')
  }
  if (isExtendedResource(name) && quantityMilliValue(amount) % 1000n !== 0n) {
    yield invalid(path, undefined, 'must be a whole number')
  }
}

/** The quantity of a list that was decoded, so that each entry is one. */
export function quantityAt(list: ResourceList, name: string): Quantity {
  return parseQuantity(list[name]!)!
}

function* validateAmounts(list: ResourceList, path: string): FieldErrors {
  for (const name of Object.keys(list)) {
    const at = `${path}[${name}]`
    const amount = quantityAt(list, name)
    yield* validateResourceName(name, at)
    yield* validateAmount(name, amount, at)
    if (isHugePages(name)) yield* validateHugePages(name, amount, at)
  }
}

/** Plain names are those that a container knows; all others carry a domain. */
function* validateResourceName(name: string, path: string): FieldErrors {
  if (!name.includes('/')) {
    if (!CONTAINER_RESOURCES.includes(name) && !isHugePages(name)) {
      yield invalid(path, name, 'must be a resource of containers or carry a domain')
    }
  } else if (qualifiedName(name) !== undefined || !(isNative(name) || isExtendedResource(name))) {
    yield invalid(path, name, 'must follow the form of an extended resource')
  }
}

function* validateHugePages(name: string, amount: Quantity, path: string): FieldErrors {
  const page = parseQuantity(name.slice(HUGE_PAGES.length))
  const size = page === undefined ? 0n : quantityValue(page)
  if (size > 0n && quantityValue(amount) % size !== 0n) {
    yield invalid(path, formatQuantity(amount), 'must be a multiple of the page size')
  }
}

/** Resources that a node may not promise twice need a limit, and requests equal to it. */
function* validateRequest(
  name: string,
  request: Quantity,
  limits: ResourceList,
  path: string,
): FieldErrors {
  if (!Object.hasOwn(limits, name)) {
    if (!mayBeOvercommitted(name)) yield required(`${path}.limits`, `must limit ${name} too`)
    return
  }
  const comparison = compareQuantities(request, quantityAt(limits, name))
  if (comparison > 0 || (comparison < 0 && !mayBeOvercommitted(name))) {
    const relation = mayBeOvercommitted(name) ? 'at most' : 'equal to'
    yield invalid(`${path}.requests`, formatQuantity(request), `must be ${relation} its limit`)
  }
}

function mayBeOvercommitted(name: string): boolean {
  return isNative(name) && !isHugePages(name)
}

/** Plain names and those of Kubernetes' own domain. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/')
}

function isExtendedResource(name: string): boolean {
  return !isNative(name) && !name.startsWith('requests.')
}

function isHugePages(name: string): boolean {
  return name.startsWith(HUGE_PAGES)
}
