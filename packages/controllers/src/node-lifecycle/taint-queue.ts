/**
 * The nodes of a zone that wait for their NoExecute taint, first come, first served. A node that has
 * had its turn is remembered and not queued again until it has been taken out.
 */
export class TaintQueue {
  readonly #waiting = new Set<string>()
  readonly #known = new Set<string>()

  /** How many nodes wait. */
  get length(): number {
    return this.#waiting.size
  }

  has(nodeName: string): boolean {
    return this.#known.has(nodeName)
  }

  /** Queues a node, unless it is known. */
  add(nodeName: string): void {
    if (this.#known.has(nodeName)) return
    this.#known.add(nodeName)
    this.#waiting.add(nodeName)
  }

  /** Forgets a node. */
  remove(nodeName: string): void {
    this.#known.delete(nodeName)
    this.#waiting.delete(nodeName)
  }

  /** It is the turn of the node that has waited longest. */
  take(): string | undefined {
    const [nodeName] = this.#waiting
    if (nodeName !== undefined) this.#waiting.delete(nodeName)
    return nodeName
  }

  /** The node must have another turn, unless it was taken out meanwhile. */
  retry(nodeName: string): void {
    if (this.#known.has(nodeName)) this.#waiting.add(nodeName)
  }
}
