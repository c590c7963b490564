const FIRST_LENGTH = 64

/** One number a node, by the node's place in the scheduler's view; 0 where nothing was ever set. */
export class NodeColumn {
  #values = new Float64Array(FIRST_LENGTH)

  get(node: number): number {
    return node < this.#values.length ? (this.#values[node] as number) : 0
  }

  set(node: number, value: number): void {
    if (node >= this.#values.length) this.#grow(node)
    this.#values[node] = value
  }

  add(node: number, difference: number): void {
    this.set(node, this.get(node) + difference)
  }

  #grow(node: number): void {
    let length = this.#values.length
    while (length <= node) length *= 2
    const grown = new Float64Array(length)
    grown.set(this.#values)
    this.#values = grown
  }
}
