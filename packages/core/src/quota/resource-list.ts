import { compareText } from '../api/compare-text.ts'
import { type JsonObject, type JsonValue, isJsonObject } from '../api/json.ts'
import {
  type Quantity,
  addQuantities,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  subtractQuantities,
} from '../api/quantity.ts'

/** Exact amounts by the name of their resource (corev1.ResourceList). */
export type ResourceList = ReadonlyMap<string, Quantity>

/** The amounts that a JSON object says; what is no quantity is left out. */
export function readResourceList(json: JsonValue | undefined): Map<string, Quantity> {
  const list = new Map<string, Quantity>()
  if (!isJsonObject(json)) return list
  for (const [resource, written] of Object.entries(json)) {
    const quantity = parseQuantity(written)
    if (quantity !== undefined) list.set(resource, quantity)
  }
  return list
}

/** The amounts as JSON, sorted by name. */
export function writeResourceList(list: ResourceList): JsonObject {
  const entries = sortedNames(list).map((name) => [name, formatQuantity(amountOf(list, name))])
  return Object.fromEntries(entries) as JsonObject
}

/** `pods=1,requests.cpu=500m`: the amounts of these resources, sorted by name. */
export function formatResourceList(list: ResourceList, names: readonly string[]): string {
  return names
    .toSorted(compareText)
    .map((name) => `${name}=${formatQuantity(amountOf(list, name))}`)
    .join(',')
}

/** How much of a resource there is; 0 where nothing is said of it. */
export function amountOf(list: ResourceList, name: string): Quantity {
  return list.get(name) ?? NOTHING
}

/** Puts the amounts on top of a list. */
export function addResources(total: Map<string, Quantity>, added: ResourceList): void {
  for (const [name, amount] of added) {
    total.set(name, addQuantities(amountOf(total, name), amount))
  }
}

/** Takes the amounts off a list. */
export function subtractResources(total: Map<string, Quantity>, taken: ResourceList): void {
  for (const [name, amount] of taken) {
    total.set(name, subtractQuantities(amountOf(total, name), amount))
  }
}

/** Raises each amount of a list to that of the other, where that is more. */
export function raiseResources(total: Map<string, Quantity>, other: ResourceList): void {
  for (const [name, amount] of other) {
    if (compareQuantities(amount, amountOf(total, name)) > 0) total.set(name, amount)
  }
}

/** True when both say the same of each resource, however they write it. */
export function isSameResourceList(one: ResourceList, other: ResourceList): boolean {
  if (one.size !== other.size) return false
  for (const [name, amount] of one) {
    const others = other.get(name)
    if (others === undefined || compareQuantities(amount, others) !== 0) return false
  }
  return true
}

const NOTHING = parseQuantity('0') as Quantity

function sortedNames(list: ResourceList): readonly string[] {
  return [...list.keys()].sort(compareText)
}
