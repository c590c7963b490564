import { describe, expect, it } from 'vitest'
import { NodeUpgrade, type UpgradeHands } from '../../src/run/node-upgrades/node-upgrade.ts'
import { upgradePlan } from '../../src/run/node-upgrades/upgrade-plan.ts'
import type { NodeUpgradeSettings } from '../../src/format/scenario/node-upgrade.ts'

const DRAINED = { type: 'drained' } as const
const TIMED_OUT = { type: 'failed', errors: ['global timeout reached'] } as const

/** Hands that only write down what they are asked for. */
class Notebook implements UpgradeHands {
  readonly asked: string[] = []

  orderSuccessor(_upgrade: NodeUpgrade, nodeName: string): void {
    this.asked.push(`order ${nodeName}`)
  }

  drain(_upgrade: NodeUpgrade, nodeName: string): void {
    this.asked.push(`drain ${nodeName}`)
  }

  restart(_upgrade: NodeUpgrade, nodeName: string): void {
    this.asked.push(`restart ${nodeName}`)
  }

  remove(nodeName: string): void {
    this.asked.push(`remove ${nodeName}`)
  }

  uncordon(nodeName: string): void {
    this.asked.push(`uncordon ${nodeName}`)
  }

  awaitReady(_upgrade: NodeUpgrade, nodeName: string): void {
    this.asked.push(`await ${nodeName}`)
  }

  soak(_upgrade: NodeUpgrade, nodeName: string): void {
    this.asked.push(`soak ${nodeName}`)
  }

  /** What has been asked for since the last call. */
  news(): readonly string[] {
    return this.asked.splice(0)
  }
}

function started(settings: NodeUpgradeSettings, nodes: readonly string[]) {
  const hands = new Notebook()
  const upgrade = new NodeUpgrade(upgradePlan(settings), nodes, hands)
  upgrade.start()
  return { upgrade, hands }
}

describe('the upgrade of nodes', () => {
  it('in place drains a node, has it restarted, waits for it and lets it soak', () => {
    const { upgrade, hands } = started({}, ['a', 'b'])

    upgrade.drained('a', DRAINED)
    upgrade.returned('a')
    upgrade.ready('a')
    expect(hands.news()).toEqual(['drain a', 'restart a', 'await a', 'uncordon a', 'soak a'])
    upgrade.soaked('a')
    expect(hands.news()).toEqual(['drain b'])
  })

  it('by surge has a successor first, and gives the drained node back', () => {
    const { upgrade, hands } = started({ by: 'surge' }, ['a', 'b'])

    upgrade.successorJoined('a')
    upgrade.drained('a', DRAINED)
    upgrade.soaked('a')

    expect(hands.news()).toEqual(['order a', 'drain a', 'remove a', 'soak a', 'order b'])
  })

  it('goes on with so many nodes at a time, in order', () => {
    const { upgrade, hands } = started({ atOnce: 2 }, ['a', 'b', 'c', 'd'])
    expect(hands.news()).toEqual(['drain a', 'drain b'])

    upgrade.drained('b', DRAINED)
    upgrade.returned('b')
    upgrade.ready('b')
    upgrade.soaked('b')

    expect(hands.news().at(-1)).toBe('drain c')
    expect([...upgrade.steps]).toEqual([
      ['a', 'draining'],
      ['c', 'draining'],
    ])
  })

  it.each([
    ['proceed', 'restart a'],
    ['skip', 'drain b'],
  ] as const)('after the timeout of a drain: %s', (afterTimeout, next) => {
    const { upgrade, hands } = started({ afterTimeout }, ['a', 'b'])

    upgrade.drained('a', TIMED_OUT)

    expect(hands.news()).toEqual(['drain a', next])
  })

  it('passes over nodes that have gone, and is done with the last one without a soak', () => {
    const { upgrade, hands } = started({}, ['a', 'b', 'c'])
    upgrade.vanished('b')
    upgrade.vanished('a')
    expect(hands.news()).toEqual(['drain a', 'drain c'])

    upgrade.drained('c', DRAINED)
    upgrade.returned('c')
    upgrade.ready('c')

    expect(hands.news()).toEqual(['restart c', 'await c', 'uncordon c'])
    expect(upgrade.isDone).toBe(true)
  })

  it('does not mind reports that come too late', () => {
    const { upgrade, hands } = started({ by: 'surge' }, ['a'])
    upgrade.vanished('a')

    upgrade.successorJoined('a')
    upgrade.soaked('a')

    expect(hands.news()).toEqual(['order a'])
    expect(upgrade.isDone).toBe(true)
  })
})
