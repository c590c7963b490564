import { Pod, type StoredObject, kindOf, nameOf, uidOf } from '@seatrial/core'

/**
 * The names that the recordings give to objects: `web-2#2` is the second object of that name,
 * `agent@node-1#2` the second pod that the set made for that node, `pv(data-web-0)#1` the first volume
 * that was made for that claim.
 */
export class ObjectAliases {
  readonly #aliases = new Map<string, string>()
  readonly #counts = new Map<string, number>()
  /** Daemon pods by their drawn names, for the texts in which they occur. */
  readonly #podAliases = new Map<string, string>()

  /** The name of an object, which is counted when it is seen for the first time. */
  of(object: StoredObject): string {
    const uid = uidOf(object)
    const known = this.#aliases.get(uid)
    if (known !== undefined) return known
    const alias = this.#make(object)
    this.#aliases.set(uid, alias)
    if (object instanceof Pod && object.identity.pinnedNode !== '') {
      this.#podAliases.set(nameOf(object), alias)
    }
    return alias
  }

  /** `Kind/name`. */
  qualified(object: StoredObject): string {
    return `${kindOf(object)}/${this.of(object)}`
  }

  /** The alias of the object with that uid; undefined when it has none. */
  byUid(uid: string): string | undefined {
    return this.#aliases.get(uid)
  }

  /** A text with the names of daemon pods replaced. */
  inText(text: string): string {
    let replaced = text
    for (const [name, alias] of this.#podAliases) replaced = replaced.replaceAll(name, alias)
    return replaced
  }

  #make(object: StoredObject): string {
    if (object instanceof Pod && object.identity.pinnedNode !== '') {
      const set = object.metadata.controller?.name ?? ''
      return this.#numbered(`${set}@${object.identity.pinnedNode}`)
    }
    if (kindOf(object) === 'PersistentVolume' && 'claim' in object) {
      return this.#numbered(`pv(${object.claim.split('/')[1] ?? ''})`)
    }
    const count = this.#count(`${kindOf(object)}/${nameOf(object)}`)
    return count === 1 ? nameOf(object) : `${nameOf(object)}#${count}`
  }

  #numbered(name: string): string {
    return `${name}#${this.#count(name)}`
  }

  #count(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count
  }
}
