import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EntityKey } from '../../src/index.ts'
import { NodeSlot } from '../../src/node/node-slots.ts'
import { PodLedger } from '../../src/node/pod-ledger.ts'

describe('the ledger of the kubelets', () => {
  it('knows the pods of each node, the newest first, whatever comes and goes', () => {
    const step = fc.record({
      node: fc.nat(2),
      goes: fc.option(fc.nat(40), { freq: 2 }),
      walks: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const nodes = [0, 1, 2].map((number) => new NodeSlot(number, `node-${number}`))
        const ledger = new PodLedger()
        const expected: { pod: number; node: NodeSlot }[] = []
        for (const [pod, { node, goes, walks }] of steps.entries()) {
          ledger.enter(pod, nodes[node]!, pod as EntityKey, 0)
          expected.unshift({ pod, node: nodes[node]! })
          if (walks) ledger.on(nodes[node]!)
          if (goes === null || goes >= expected.length) continue
          const [gone] = expected.splice(goes, 1)
          ledger.strike(gone!.pod)
          expect(ledger.has(gone!.pod)).toBe(false)
        }

        for (const node of nodes) {
          const there = expected.filter((entry) => entry.node === node).map(({ pod }) => pod)
          expect(ledger.on(node)).toEqual(there)
        }
      }),
    )
  })

  it('keeps who a pod is, and what it has had', () => {
    const ledger = new PodLedger()
    const node = new NodeSlot(0, 'node-0')
    for (let pod = 0; pod < 1_000; pod++)
      ledger.enter(pod, node, (2 ** 52 + pod) as EntityKey, pod % 7)
    ledger.keepAttempts(900, 4, 2)

    expect(ledger.entityOf(900)).toBe(2 ** 52 + 900)
    expect(ledger.traitsOf(900)).toBe(900 % 7)
    expect([ledger.writesOf(900), ledger.pullsOf(900)]).toEqual([4, 2])
    expect([ledger.writesOf(901), ledger.pullsOf(901)]).toEqual([0, 0])
    expect(ledger.has(1_000)).toBe(false)
  })
})
