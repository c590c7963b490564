import { type JsonObject, type JsonValue, isJsonObject } from '../../api/json.ts'
import { parseQuantity, quantityValue, toMilliNumber } from '../../api/quantity.ts'
import { objectField, objectsField } from '../../api/serialization/read-fields.ts'

/** An amount of a resource other than the usual ones, in whole units. */
export interface ResourceAmount {
  readonly name: string
  readonly amount: number
}

/** What a pod asks its node for, in the units of the scheduler. */
export interface ResourceRequests {
  /** Thousandths of a core. */
  readonly milliCpu: number
  /** Bytes. */
  readonly memory: number
  /** Bytes. */
  readonly ephemeralStorage: number
  /** Extended resources and huge pages by name, in the order in which they appear. */
  readonly others: readonly ResourceAmount[]
  /** What the pod weighs when nodes are compared: one that asks for nothing weighs a little. */
  readonly weighedMilliCpu: number
  readonly weighedMemory: number
}

/** What a pod weighs that asks for no cpu, and for no memory. */
const UNASKED_MILLI_CPU = 100
const UNASKED_MEMORY = 200 * 1024 * 1024

/**
 * The requests of a pod's spec: what its containers and sidecars need together, or what the neediest
 * init container needs beside the sidecars that were started before it, whichever is more; plus the
 * overhead of its runtime. A limit without a request counts as the request.
 */
export function resourceRequests(spec: JsonObject): ResourceRequests {
  const total = new Map<string, number>()
  const peak = new Map<string, number>()
  for (const container of objectsField(spec, 'initContainers')) {
    const own = requestsOf(container)
    if (container['restartPolicy'] === 'Always') addAll(total, own)
    else raiseAll(peak, sumOf(total, own))
  }
  for (const container of objectsField(spec, 'containers')) addAll(total, requestsOf(container))
  raiseAll(total, peak)
  addAll(total, amountsOf(spec['overhead']))
  return requestsFrom(total)
}

const amountsByQuantities = new WeakMap<Quantities, ReadonlyMap<string, number>>()

/** What a node has to give, in the scheduler's units. Nodes of a pool share it, and so it is read once. */
export function allocatableAmounts(quantities: Quantities): ReadonlyMap<string, number> {
  let amounts = amountsByQuantities.get(quantities)
  if (amounts === undefined) {
    amounts = amountsOf(quantities)
    amountsByQuantities.set(quantities, amounts)
  }
  return amounts
}

/** Quantities by resource, as texts. */
type Quantities = Readonly<Record<string, string>>

type Amounts = Map<string, number>

function requestsFrom(total: Amounts): ResourceRequests {
  const { cpu = 0, memory = 0, 'ephemeral-storage': ephemeralStorage = 0 } = asRecord(total)
  const others = [...total]
    .filter(([name, amount]) => !USUAL_RESOURCES.includes(name) && amount > 0)
    .map(([name, amount]) => ({ name, amount }))
  return {
    milliCpu: cpu,
    memory,
    ephemeralStorage,
    others,
    weighedMilliCpu: cpu === 0 ? UNASKED_MILLI_CPU : cpu,
    weighedMemory: memory === 0 ? UNASKED_MEMORY : memory,
  }
}

const USUAL_RESOURCES = ['cpu', 'memory', 'ephemeral-storage']

function asRecord(amounts: Amounts): Readonly<Record<string, number>> {
  return Object.fromEntries(amounts)
}

function requestsOf(container: JsonObject): Amounts {
  const resources = objectField(container, 'resources')
  const amounts = amountsOf(resources['limits'])
  for (const [name, amount] of amountsOf(resources['requests'])) amounts.set(name, amount)
  return amounts
}

function amountsOf(quantities: JsonValue | undefined): Amounts {
  const amounts: Amounts = new Map()
  if (!isJsonObject(quantities)) return amounts
  for (const [name, quantity] of Object.entries(quantities)) {
    amounts.set(name, resourceAmount(name, quantity))
  }
  return amounts
}

/** An amount of a resource in the scheduler's unit: thousandths of a core, else whole units. */
function resourceAmount(name: string, quantity: JsonValue): number {
  const parsed = parseQuantity(quantity)
  if (parsed === undefined) return 0
  return name === 'cpu' ? toMilliNumber(parsed) : Number(quantityValue(parsed))
}

function addAll(total: Amounts, amounts: Amounts): void {
  for (const [name, amount] of amounts) total.set(name, (total.get(name) ?? 0) + amount)
}

function raiseAll(total: Amounts, amounts: Amounts): void {
  for (const [name, amount] of amounts) total.set(name, Math.max(total.get(name) ?? 0, amount))
}

function sumOf(one: Amounts, other: Amounts): Amounts {
  const sum: Amounts = new Map(one)
  addAll(sum, other)
  return sum
}
