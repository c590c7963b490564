/** Objects of one kind by namespace and name, for whoever only reads them. */
export interface ReadonlyCollection<T> {
  readonly size: number
  get(namespace: string, name: string): T | undefined
  /** The object of that name in the first namespace that has one. */
  findNamed(name: string): T | undefined
  /** True when the predicate holds for every object; it is not asked any more once it does not. */
  every(holds: (object: T) => boolean): boolean
  /** All objects, namespace by namespace. */
  values(): IterableIterator<T>
  /** The objects of one namespace. */
  inNamespace(namespace: string): IterableIterator<T>
}

/**
 * The objects of one kind by namespace and name.
 *
 * Namespaces are nested rather than joined to one key, so that a lookup builds no text. Iteration is
 * in the order of insertion; whoever shows it to a user sorts.
 */
export class Collection<T> implements ReadonlyCollection<T> {
  readonly #namespaces = new Map<string, Map<string, T>>()
  #size = 0

  get size(): number {
    return this.#size
  }

  get(namespace: string, name: string): T | undefined {
    return this.#namespaces.get(namespace)?.get(name)
  }

  findNamed(name: string): T | undefined {
    for (const objects of this.#namespaces.values()) {
      const object = objects.get(name)
      if (object !== undefined) return object
    }
    return undefined
  }

  /** Adds or replaces. */
  put(namespace: string, name: string, object: T): void {
    let objects = this.#namespaces.get(namespace)
    if (objects === undefined) {
      objects = new Map()
      this.#namespaces.set(namespace, objects)
    }
    const before = objects.size
    objects.set(name, object)
    this.#size += objects.size - before
  }

  delete(namespace: string, name: string): boolean {
    const deleted = this.#namespaces.get(namespace)?.delete(name) ?? false
    if (deleted) this.#size--
    return deleted
  }

  every(holds: (object: T) => boolean): boolean {
    for (const objects of this.#namespaces.values()) {
      for (const object of objects.values()) if (!holds(object)) return false
    }
    return true
  }

  *values(): IterableIterator<T> {
    for (const objects of this.#namespaces.values()) yield* objects.values()
  }

  *inNamespace(namespace: string): IterableIterator<T> {
    const objects = this.#namespaces.get(namespace)
    if (objects !== undefined) yield* objects.values()
  }

  clear(): void {
    this.#namespaces.clear()
    this.#size = 0
  }
}
