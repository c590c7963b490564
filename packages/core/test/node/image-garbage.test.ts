import { describe, expect, it } from 'vitest'
import { Simulation, type SimTime, RandomStreams, minutes, seconds } from '../../src/index.ts'
import { ImageGarbage } from '../../src/node/image-garbage.ts'
import { NodeSlot } from '../../src/node/node-slots.ts'

describe('images on a node', () => {
  it('stay while there is room', () => {
    const node = new CrowdedNode()
    node.arrive('a', 10, 0)
    node.arrive('b', 10, 1)
    node.arrive('c', 8, 2)
    node.run(60)

    expect(node.removed).toEqual([])
    expect(node.simulation.executedCount).toBe(0)
  })

  it('go when there is none, the one that was used longest ago first', () => {
    const node = new CrowdedNode()
    node.arrive('a', 10, 0)
    node.arrive('b', 10, 1)
    node.arrive('c', 10, 2)
    node.garbage.used(node.slot, 'a', at(3))
    node.run(20)

    expect(node.removed).toEqual(['b'])
    expect(node.simulation.executedCount).toBe(1)
  })

  it('go as soon as no pod uses them, and two minutes after that at the earliest', () => {
    const node = new CrowdedNode()
    node.inUse = ['a', 'b', 'c']
    for (const [minute, image] of node.inUse.entries()) node.arrive(image, 10, minute)
    node.run(60)
    expect(node.removed).toEqual([])
    node.inUse = ['b', 'c']
    node.run(10)

    expect(node.removed).toEqual(['a'])
  })

  it('stay while the machine is down', () => {
    const node = new CrowdedNode()
    for (const [minute, image] of ['a', 'b', 'c'].entries()) node.arrive(image, 10, minute)
    node.slot.isUp = false
    node.run(60)

    expect(node.removed).toEqual([])
  })
})

/** A node with room for 100 bytes of images, of which each takes three times its compressed size. */
class CrowdedNode {
  readonly simulation = new Simulation()
  readonly slot = new NodeSlot(0, 'node-0')
  readonly removed: string[] = []
  readonly garbage: ImageGarbage
  inUse: readonly string[] = []

  constructor() {
    this.garbage = new ImageGarbage({
      simulation: this.simulation,
      streams: new RandomStreams(1, 0),
      settings: {
        imageStorage: 100,
        imageGCHighThresholdPercent: 85,
        imageGCLowThresholdPercent: 80,
        imageMinimumGCAge: minutes(2),
      },
      keeper: {
        inUse: () => new Set(this.inUse),
        remove: (_node, image) => this.removed.push(image),
      },
    })
  }

  arrive(image: string, bytes: number, minute: number): void {
    this.garbage.arrived(this.slot, image, bytes, at(minute))
  }

  run(time: number): void {
    this.simulation.runUntil((this.simulation.now + seconds(60 * time)) as SimTime)
  }
}

function at(minute: number): SimTime {
  return minutes(minute) as number as SimTime
}
