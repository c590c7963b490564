import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ResourceRequests,
  allocatableAmounts,
  resourceRequests,
} from '../../src/scheduler/facts/resource-requests.ts'
import { LoadTree } from '../../src/scheduler/view/load-tree.ts'
import { NodeResources } from '../../src/scheduler/view/node-resources.ts'

const ASKING_ONE = asking(1)

describe('the tree of nodes by load', () => {
  it('finds the least loaded node with room, whatever has come and gone', () => {
    fc.assert(
      fc.property(
        fc.array(change(), { maxLength: 80 }),
        fc.integer({ min: 0, max: 9 }),
        (changes, cpu) => {
          const cluster = new TreeOfNodes()
          for (const next of changes) cluster.carryOut(next)

          expect(cluster.loadOf(cluster.find(asking(cpu)).node)).toBe(
            cluster.loadOf(cluster.findByScan(asking(cpu))),
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  it('gives equal nodes in the order in which they came', () => {
    const cluster = new TreeOfNodes()
    for (const node of [7, 3, 5]) cluster.add(node, 4)

    const order = [1, 2, 3, 4].map(() => {
      const { node } = cluster.find(ASKING_ONE)
      cluster.place(node, 1)
      return node
    })

    expect(order).toEqual([7, 3, 5, 7])
  })

  it('judges hardly any node of a hundred thousand', () => {
    const cluster = new TreeOfNodes()
    for (const node of Array(100_000).keys()) cluster.add(node, 8)
    let judged = 0
    for (let pod = 0; pod < 1_000; pod++) {
      const found = cluster.find(ASKING_ONE)
      judged += found.judged
      cluster.place(found.node, 1)
    }

    expect(judged).toBe(1_000)
  })

  it('judges no node at all where none has room', () => {
    const cluster = new TreeOfNodes()
    for (const node of Array(100_000).keys()) cluster.add(node, 8)

    expect(cluster.find(asking(9))).toEqual({ node: -1, judged: 0 })
  })
})

type Change =
  | { readonly type: 'add'; readonly node: number; readonly cpu: number }
  | { readonly type: 'delete'; readonly node: number }
  | { readonly type: 'place'; readonly node: number; readonly cpu: number }
  | { readonly type: 'search' }

function change(): fc.Arbitrary<Change> {
  const node = fc.nat(20)
  const cpu = fc.integer({ min: 1, max: 9 })
  return fc.oneof(
    fc.record({ type: fc.constant('add' as const), node, cpu }),
    fc.record({ type: fc.constant('delete' as const), node }),
    fc.record({ type: fc.constant('place' as const), node, cpu }),
    fc.record({ type: fc.constant('search' as const) }),
  )
}

/** A tree of nodes that have so many cores each. */
class TreeOfNodes {
  readonly #resources = new NodeResources()
  readonly #tree = new LoadTree(this.#resources)
  readonly #places = new Map<number, number>()

  add(node: number, cpu: number): void {
    if (this.#places.has(node)) return
    const amounts = { cpu: String(cpu), memory: '1Ti', pods: '50' }
    this.#resources.setAllocatable(node, allocatableAmounts(amounts))
    this.#places.set(node, this.#tree.add(node))
  }

  place(node: number, cpu: number): void {
    const place = this.#places.get(node)
    if (place === undefined) return
    this.#resources.count(node, asking(cpu), 1)
    this.#tree.touch(place)
  }

  carryOut(next: Change): void {
    switch (next.type) {
      case 'add':
        this.add(next.node, next.cpu)
        break
      case 'delete': {
        const place = this.#places.get(next.node)
        if (place !== undefined) this.#tree.delete(place)
        this.#places.delete(next.node)
        break
      }
      case 'place':
        this.place(next.node, next.cpu)
        break
      case 'search':
        this.find(ASKING_ONE)
        break
    }
  }

  /** The node that a search finds, −1 for none, and how many it looked at. */
  find(requests: ResourceRequests): { readonly node: number; readonly judged: number } {
    const result = { node: -1, cost: Infinity }
    let judged = 0
    const judge = {
      costOf: (_node: number, load: number) => {
        judged++
        return load
      },
    }
    this.#tree.search(requests, { base: 0, load: 1 }, judge, result)
    return { node: result.node, judged }
  }

  findByScan(requests: ResourceRequests): number {
    let found = -1
    for (const node of this.#places.keys()) {
      if (this.#resources.hasRoom(node, requests) && this.loadOf(node) < this.loadOf(found)) {
        found = node
      }
    }
    return found
  }

  loadOf(node: number): number {
    return node < 0 ? Infinity : this.#resources.loadOf(node)
  }
}

function asking(cpu: number): ResourceRequests {
  return resourceRequests({ containers: [{ resources: { requests: { cpu: String(cpu) } } }] })
}
