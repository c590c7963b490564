import { type JsonValue, isJsonObject } from '@seatrial/core'
import type { Manifest } from '../../format/manifests/manifest.ts'
import { childOf, elementsAt, valueAt } from '../../format/paths/field-path.ts'

/** What the pods of a workload ask of their nodes. */
export interface PlacementNeed {
  readonly labels: Readonly<Record<string, string>>
  /** The zones that will do; empty for any. */
  readonly zones: readonly string[]
}

const ZONE = 'topology.kubernetes.io/zone'

/** Labels that our nodes have without being asked. */
const COMMON_LABELS: Readonly<Record<string, string>> = {
  'kubernetes.io/os': 'linux',
  'kubernetes.io/arch': 'amd64',
}

const POD_SPEC = ['spec', 'template', 'spec']
const NODE_SELECTOR_TERMS = [
  'affinity',
  'nodeAffinity',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'nodeSelectorTerms',
]

/**
 * The labels and zones that make a node fit: the node selector, and the first of the required
 * terms.
 */
export function placementNeedOf({ object }: Manifest): PlacementNeed {
  const podSpec = valueAt(object, POD_SPEC) ?? null
  const labels = new Map<string, string>()
  let zones: readonly string[] = []
  for (const { key, values } of requirementsOf(podSpec)) {
    const [first] = values
    if (key === ZONE) zones = values
    else if (first !== undefined && COMMON_LABELS[key] !== first) labels.set(key, first)
  }
  return { labels: Object.fromEntries(labels), zones }
}

/**
 * One need that meets both, so that one pool of nodes serves both workloads; `undefined` where they
 * contradict each other.
 */
export function meetBoth(one: PlacementNeed, other: PlacementNeed): PlacementNeed | undefined {
  for (const [key, value] of Object.entries(other.labels)) {
    if ((one.labels[key] ?? value) !== value) return undefined
  }
  const zones = commonZones(one.zones, other.zones)
  return zones === undefined ? undefined : { labels: { ...one.labels, ...other.labels }, zones }
}

/** A label that must be there, with one of some values. */
interface Requirement {
  readonly key: string
  readonly values: readonly string[]
}

function requirementsOf(podSpec: JsonValue): readonly Requirement[] {
  const [term] = elementsAt(podSpec, NODE_SELECTOR_TERMS)
  const required = elementsAt(term, ['matchExpressions']).flatMap((expression) => {
    const key = childOf(expression, 'key')
    const values = valuesThatFit(
      childOf(expression, 'operator'),
      elementsAt(expression, ['values']),
    )
    return typeof key === 'string' && values.length > 0 ? [{ key, values }] : []
  })
  const selector = childOf(podSpec, 'nodeSelector')
  const selected = Object.entries(isJsonObject(selector) ? selector : {}).flatMap(([key, value]) =>
    typeof value === 'string' ? [{ key, values: [value] }] : [],
  )
  return [...required, ...selected]
}

/**
 * Values of a label that an operator takes; none for operators that a node without the label meets.
 */
function valuesThatFit(
  operator: JsonValue | undefined,
  given: readonly JsonValue[],
): readonly string[] {
  const values = given.filter((value) => typeof value === 'string')
  switch (operator) {
    case 'In':
      return values
    case 'Exists':
      return ['true']
    case 'Gt':
      return values.map((value) => String(Number(value) + 1))
    case 'Lt':
      return values.map((value) => String(Number(value) - 1))
    default:
      return []
  }
}

function commonZones(
  one: readonly string[],
  other: readonly string[],
): readonly string[] | undefined {
  if (one.length === 0) return other
  if (other.length === 0) return one
  const common = one.filter((zone) => other.includes(zone))
  return common.length === 0 ? undefined : common
}
