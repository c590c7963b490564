import {
  type ChangeListener,
  type StoredChange,
  nameOf,
  namespaceOf,
  ordinalOf,
  parentOf,
} from '@seatrial/core'
import { claimTemplateNames } from '../claim-from-template.ts'
import type { SetRecord } from '../set-record.ts'

/**
 * Tells the sets whose pods use a claim when the cache has learnt something about it. It is an index of
 * the claim informer and wakes nobody: no controller watches claims.
 */
export class ClaimWatch implements ChangeListener {
  /** By what a claim's name says before its ordinal: a template's name and a set's name. */
  readonly #records = new Map<string, readonly SetRecord[]>()

  follow(record: SetRecord): void {
    for (const key of keysOf(record)) {
      this.#records.set(key, [...(this.#records.get(key) ?? []), record])
    }
  }

  leave(record: SetRecord): void {
    for (const key of keysOf(record)) {
      const others = (this.#records.get(key) ?? []).filter((other) => other !== record)
      if (others.length > 0) this.#records.set(key, others)
      else this.#records.delete(key)
    }
  }

  changed({ object }: StoredChange): void {
    if (this.#records.size === 0) return
    const name = nameOf(object)
    const ordinal = ordinalOf(name)
    if (ordinal < 0) return
    const records = this.#records.get(`${namespaceOf(object)}/${parentOf(name)}`)
    if (records === undefined) return
    for (const { slots } of records) slots.claimsChanged(ordinal)
  }
}

function keysOf({ set }: SetRecord): readonly string[] {
  const { name, namespace } = set.metadata
  return claimTemplateNames(set).map((template) => `${namespace}/${template}-${name}`)
}
