/**
 * True when two plain values hold the same JSON. Values share structure between versions of an
 * object, so that most comparisons end at the first identical reference.
 * A key whose value is undefined counts as absent.
 */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object') return false
  if (one === null || other === null) return false
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && isSameList(one, other)
  }
  return isSameObject(one as Record<string, unknown>, other as Record<string, unknown>)
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) {
    if (!isSameJson(one[index], other[index])) return false
  }
  return true
}

function isSameObject(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  for (const key in one) if (!isSameJson(one[key], other[key])) return false
  for (const key in other) {
    if (other[key] !== undefined && one[key] === undefined) return false
  }
  return true
}
