/**
 * The objects of one kind by namespace and name.
 *
 * Namespaces are nested rather than joined to one key, so that a lookup builds no text. Iteration is
 * in the order of insertion; whoever shows it to a user sorts.
 */
export class Collection<T> {
  readonly #namespaces = new Map<string, Map<string, T>>()
  #size = 0

  get size(): number {
    return this.#size
  }

  get(namespace: string, name: string): T | undefined {
    return this.#namespaces.get(namespace)?.get(name)
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

  /** True when the predicate holds for every object; it is not asked any more once it does not. */
  every(holds: (object: T) => boolean): boolean {
    for (const objects of this.#namespaces.values()) {
      for (const object of objects.values()) if (!holds(object)) return false
    }
    return true
  }

  /** All objects, namespace by namespace. */
  *values(): IterableIterator<T> {
    for (const objects of this.#namespaces.values()) yield* objects.values()
  }

  /** The objects of one namespace. */
  *inNamespace(namespace: string): IterableIterator<T> {
    const objects = this.#namespaces.get(namespace)
    if (objects !== undefined) yield* objects.values()
  }

  clear(): void {
    this.#namespaces.clear()
    this.#size = 0
  }
}
