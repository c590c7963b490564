import { parseInt64 } from './int64.ts'
import type { StringMap } from './object-meta.ts'

/** One condition on a label. All operators but the first are the API's own. */
export type LabelRequirement =
  | { readonly operator: 'Equals'; readonly key: string; readonly value: string }
  | { readonly operator: 'In' | 'NotIn'; readonly key: string; readonly values: readonly string[] }
  | { readonly operator: 'Exists' | 'DoesNotExist'; readonly key: string }
  | { readonly operator: 'Gt' | 'Lt'; readonly key: string; readonly bound: bigint }

/** True when the labels fulfil every requirement. */
export function meetsAll(requirements: readonly LabelRequirement[], labels: StringMap): boolean {
  for (const requirement of requirements) if (!meets(requirement, labels)) return false
  return true
}

/**
 * NotIn and DoesNotExist hold when the label is missing. Gt and Lt compare 64-bit integers and do
 * not hold when the label is missing or no such number.
 */
function meets(requirement: LabelRequirement, labels: StringMap): boolean {
  const { key } = requirement
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  switch (requirement.operator) {
    case 'Equals':
      return value === requirement.value
    case 'In':
      return value !== undefined && requirement.values.includes(value)
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
    case 'Lt': {
      const number = value === undefined ? undefined : parseInt64(value)
      if (number === undefined) return false
      return requirement.operator === 'Gt' ? number > requirement.bound : number < requirement.bound
    }
  }
}
