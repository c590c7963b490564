const ORDINAL_MAX = 2_147_483_647
const ZERO = 48
const NINE = 57

/** The ordinal at the end of a pod's name; −1 when there is none or it does not fit 32 bits. */
export function ordinalOf(podName: string): number {
  const start = ordinalStart(podName)
  if (start < 0) return -1
  let ordinal = 0
  for (let index = start; index < podName.length; index++) {
    ordinal = 10 * ordinal + podName.charCodeAt(index) - ZERO
  }
  return ordinal <= ORDINAL_MAX ? ordinal : -1
}

/**
 * The name before the last `-<digits>`; '' when the name does not end so. Kubernetes reads within
 * one line only, so of a name with a line feed (which nobody may create) just the end counts.
 */
export function parentOf(podName: string): string {
  const start = ordinalStart(podName)
  return start < 0 ? '' : podName.slice(podName.lastIndexOf('\n') + 1, start - 1)
}

/** True when the pod's name says that it belongs to the set, whatever its ordinal. */
export function isMember(setName: string, podName: string): boolean {
  return parentOf(podName) === setName
}

/** True when the set wants a pod with this ordinal. */
export function isInRange(ordinal: number, start: number, replicas: number): boolean {
  return ordinal >= start && ordinal < start + replicas
}

/** The index of the first digit of `-<digits>` at the end; −1 when there is no such end. */
function ordinalStart(podName: string): number {
  let start = podName.length
  while (start > 0 && isDigit(podName.charCodeAt(start - 1))) start--
  return start < podName.length && podName[start - 1] === '-' ? start : -1
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}
