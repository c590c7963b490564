import { fnv1, fnv1a } from './fnv.ts'

/** How the ten digits of a hash are spelled: no vowels, so that no words come out. */
const DIGITS = '456789bcdf'

const SET_NAME_LENGTH_MAX = 223

/**
 * The hash of a StatefulSet's revision data. An unset collision count counts as 0.
 * (`statefulset.md` §7.2)
 */
export function statefulSetRevisionHash(data: string, collisionCount = 0): string {
  return spelled(fnv1(data + String(collisionCount)))
}

/**
 * The hash of a DaemonSet's revision data. The real one sums up a dump of the typed template that is
 * different in nearly every release and means nothing to anybody; ours sums up the data in the same
 * way. As there, an unset collision count and 0 give different hashes.
 */
export function daemonSetRevisionHash(data: string, collisionCount?: number): string {
  return spelled(fnv1a(data, collisionCount === undefined ? [] : littleEndian(collisionCount)))
}

/** The name of a revision: that of its set, cut so that the whole is no longer than a name may be. */
export function revisionName(setName: string, hash: string): string {
  return `${setName.slice(0, SET_NAME_LENGTH_MAX)}-${hash}`
}

function spelled(hash: number): string {
  return String(hash).replace(/\d/g, (digit) => DIGITS[Number(digit)]!)
}

/** Eight bytes, lowest first; the upper four are 0. */
function littleEndian(count: number): number[] {
  return [0, 8, 16, 24].map((shift) => (count >>> shift) & 0xff).concat([0, 0, 0, 0])
}
