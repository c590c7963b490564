const ORDINAL_MAX = 2_147_483_647
const HYPHEN = 45
const ZERO = 48
const NINE = 57

/**
 * The ordinal of a pod that is named exactly `<set>-<ordinal>`, as the set itself names its pods; −1
 * for any other name, also one with leading zeros or an ordinal beyond 32 bits. Builds no text.
 */
export function memberOrdinal(setName: string, podName: string): number {
  const start = setName.length + 1
  if (podName.length <= start || podName.charCodeAt(start - 1) !== HYPHEN) return -1
  if (!podName.startsWith(setName)) return -1
  if (podName.charCodeAt(start) === ZERO && podName.length > start + 1) return -1
  let ordinal = 0
  for (let index = start; index < podName.length; index++) {
    const code = podName.charCodeAt(index)
    if (code < ZERO || code > NINE) return -1
    ordinal = ordinal * 10 + (code - ZERO)
    if (ordinal > ORDINAL_MAX) return -1
  }
  return ordinal
}
