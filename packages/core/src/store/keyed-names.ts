import { type EntityKey, joinedKey } from '../kernel/entity-key.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { NameSource } from './names.ts'
import { UuidWriter } from './uuid-writer.ts'

/** Names that are given instead of drawn, each list in the order of the object's incarnations. */
export interface PinnedNames {
  /** Uids by `KIND/NAME`. */
  readonly uids: Readonly<Record<string, readonly string[]>>
  /** Ends of generated names by `generateName`, in the order of creation. */
  readonly suffixes: Readonly<Record<string, readonly string[]>>
  /** Addresses by pod name. */
  readonly addresses: Readonly<Record<string, readonly string[]>>
}

/** Nothing is given, shared. */
export const NO_PINNED_NAMES: PinnedNames = Object.freeze({ uids: {}, suffixes: {}, addresses: {} })

/** The letters of generated names: no vowels, nothing that looks like something else. */
const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789'
const SUFFIX_LENGTH = 5
const SUFFIX_COUNT = 14_348_907

/** The bytes of an address as texts: a number would be spelt out anew for each. */
const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => String(byte))

/** Draws uids, name suffixes and addresses as functions of what the object is. */
export class KeyedNames implements NameSource {
  readonly #pinned: PinnedNames
  readonly #pinsUids: boolean
  readonly #pinsSuffixes: boolean
  readonly #pinsAddresses: boolean
  readonly #uid: Purpose
  readonly #suffix: Purpose
  readonly #address: Purpose
  readonly #uuids = new UuidWriter()
  readonly #generatedCounts = new Map<string, number>()
  readonly #addressCounts = new Map<string, number>()

  constructor(streams: RandomStreams, pinned: PinnedNames = NO_PINNED_NAMES) {
    this.#pinned = pinned
    // A look at a record of texts costs much for a name that is new, and mostly nothing is pinned.
    this.#pinsUids = Object.keys(pinned.uids).length > 0
    this.#pinsSuffixes = Object.keys(pinned.suffixes).length > 0
    this.#pinsAddresses = Object.keys(pinned.addresses).length > 0
    this.#uid = streams.purpose('names/uid')
    this.#suffix = streams.purpose('names/suffix')
    this.#address = streams.purpose('names/address')
  }

  uid(kind: string, namespace: string, name: string, incarnation: number): string {
    const pinned = this.#pinsUids ? this.#pinned.uids[`${kind}/${name}`] : undefined
    const given = pinned?.[incarnation - 1]
    if (given !== undefined) return given
    const key = joinedKey(kind, '/', namespace, '/', name, '/', String(incarnation))
    return this.#uuids.write(this.#draw(key, 0), this.#draw(key, 1), this.#draw(key, 2))
  }

  generatedName(generateName: string, pinnedNode: string, count: number, attempt: number): string {
    const suffixes = this.#pinsSuffixes ? this.#pinned.suffixes[generateName] : undefined
    if (suffixes !== undefined) {
      const index = this.#generatedCounts.get(generateName) ?? 0
      const suffix = suffixes[index]
      this.#generatedCounts.set(generateName, index + 1)
      if (suffix !== undefined) return generateName + suffix
    }
    const key = joinedKey(generateName, '/', pinnedNode, '/', String(count))
    let drawn = Math.floor(uniform(this.#suffix, key, attempt) * SUFFIX_COUNT)
    let suffix = ''
    for (let position = 0; position < SUFFIX_LENGTH; position++) {
      suffix += SUFFIX_LETTERS[drawn % SUFFIX_LETTERS.length]
      drawn = Math.floor(drawn / SUFFIX_LETTERS.length)
    }
    return generateName + suffix
  }

  podIP(namespace: string, name: string, nodeName: string): string {
    const pinned = this.#pinsAddresses ? this.#pinned.addresses[name] : undefined
    if (pinned !== undefined) {
      const index = this.#addressCounts.get(name) ?? 0
      this.#addressCounts.set(name, index + 1)
      const address = pinned[Math.min(index, pinned.length - 1)]
      if (address !== undefined) return address
    }
    const key = joinedKey(namespace, '/', name, '/', nodeName)
    const drawn = Math.floor(uniform(this.#address, key, 0) * 16_777_214) + 1
    // Joined and not pieced together: that would keep five pieces of every address in memory.
    return ['10', BYTES[drawn >>> 16], BYTES[(drawn >>> 8) & 255], BYTES[drawn & 255]].join('.')
  }

  /** A whole number of 48 bits. */
  #draw(key: EntityKey, attempt: number): number {
    return Math.floor(uniform(this.#uid, key, attempt) * 281_474_976_710_656)
  }
}
