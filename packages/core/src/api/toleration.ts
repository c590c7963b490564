import { parseInt64 } from './int64.ts'
import type { Taint } from './node.ts'

/** corev1.Toleration. */
export interface Toleration {
  readonly key?: string
  readonly operator?: string
  readonly value?: string
  readonly effect?: string
  readonly tolerationSeconds?: number
}

/** A number as Gt and Lt want it: no plus sign, no leading zeros. */
const PLAIN_INTEGER = /^(0|-?[1-9]\d*)$/

/**
 * True when one of the tolerations tolerates the taint; for how long it does is not asked.
 * `comparison`: the release knows the operators Gt and Lt (`Behaviours.tolerationComparison`).
 */
export function isTolerated(
  taint: Taint,
  tolerations: readonly Toleration[],
  comparison: boolean,
): boolean {
  for (const toleration of tolerations) if (tolerates(toleration, taint, comparison)) return true
  return false
}

/** True when the toleration is about this taint: an empty effect or key stands for every one. */
export function tolerates(toleration: Toleration, taint: Taint, comparison: boolean): boolean {
  const { key = '', effect = '', operator = '', value = '' } = toleration
  if (effect !== '' && effect !== taint.effect) return false
  if (key !== '' && key !== taint.key) return false
  const taintValue = taint.value ?? ''
  switch (operator) {
    case '':
    case 'Equal':
      return value === taintValue
    case 'Exists':
      return true
    case 'Gt':
      return comparison && isLess(value, taintValue)
    case 'Lt':
      return comparison && isLess(taintValue, value)
    default:
      return false
  }
}

function isLess(left: string, right: string): boolean {
  if (!PLAIN_INTEGER.test(left) || !PLAIN_INTEGER.test(right)) return false
  const leftNumber = parseInt64(left)
  const rightNumber = parseInt64(right)
  return leftNumber !== undefined && rightNumber !== undefined && leftNumber < rightNumber
}
