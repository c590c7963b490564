import type { Resource } from '@seatrial/core'

/**
 * The newest version that the controller itself has written for a key, by resource: a cache that has
 * not come that far would have the key judged as if the controller had done nothing.
 */
export class OwnWrites {
  readonly #newest = new Map<string, Map<Resource, number>>()

  /** The controller has written an object, which has this version now. */
  record(key: string, resource: Resource, resourceVersion: number): void {
    let versions = this.#newest.get(key)
    if (versions === undefined) {
      versions = new Map()
      this.#newest.set(key, versions)
    }
    versions.set(resource, Math.max(resourceVersion, versions.get(resource) ?? 0))
  }

  /** True when a cache of this resource that has come as far as `resourceVersion` shows all of it. */
  isShownBy(key: string, resource: Resource, resourceVersion: number): boolean {
    return resourceVersion >= (this.#newest.get(key)?.get(resource) ?? 0)
  }

  forget(key: string): void {
    this.#newest.delete(key)
  }
}
