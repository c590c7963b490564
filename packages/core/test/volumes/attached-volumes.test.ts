import { describe, expect, it } from 'vitest'
import { DiskWorld } from './disk-world.ts'

describe('a volume on its way to a node', () => {
  it('takes no time for pods without claims', () => {
    const world = new DiskWorld()

    expect(world.mount(world.pod('web-0', 'node-1'))).toBe(0)
  })

  it('is attached, mounted and published', () => {
    const world = new DiskWorld()
    world.addDisk('data')

    expect(world.mount(world.pod('web-0', 'node-1', 'data'))).toBe(2.35)
  })

  it('is formatted when it is used for the first time', () => {
    const world = new DiskWorld()
    world.run(5)
    world.addDisk('data', { isNew: true })
    const first = world.pod('web-0', 'node-1', 'data')
    expect(world.mount(first)).toBe(5 + 2 + 1.5 + 0.35)
    world.run(10)
    world.volumes.unmount(first)
    world.run(60)

    expect(world.mount(world.pod('web-1', 'node-1', 'data'))).toBe(75 + 2.35)
  })

  it('waits for the slowest of several', () => {
    const world = new DiskWorld()
    world.addDisk('data')
    world.addDisk('logs')
    world.mount(world.pod('web-0', 'node-1', 'data'))
    world.run(5)

    expect(world.mount(world.pod('web-1', 'node-1', 'data', 'logs'))).toBe(5 + 2.35)
  })

  it('is at hand on the node where another pod has it, or had it just now', () => {
    const world = new DiskWorld()
    world.addDisk('data')
    const old = world.pod('web-0', 'node-1', 'data')
    world.mount(old)
    world.run(5)
    expect(world.mount(world.pod('beside', 'node-1', 'data'))).toBe(5.05)
    world.volumes.unmount(old)

    expect(world.mount(world.pod('after', 'node-1', 'data'))).toBe(5.05)
  })

  it('waits for the claim to be bound', () => {
    const world = new DiskWorld()
    world.addUnboundClaim('data')
    const pod = world.pod('web-0', 'node-1', 'data')
    expect(world.mount(pod)).toBe('later')
    expect(world.volumes.waitOf(pod)).toEqual({
      reason: 'provision',
      detail: 'claim data is not bound to a volume',
    })

    world.run(3)
    world.bindClaim('data')
    world.run(10)

    expect(world.told).toEqual({ 'web-0': 3 + 2.35 })
  })

  it('never waits for others when it can be shared', () => {
    const world = new DiskWorld()
    world.addDisk('data', { mode: 'ReadWriteMany' })
    world.mount(world.pod('web-0', 'node-1', 'data'))

    expect(world.mount(world.pod('web-1', 'node-2', 'data'))).toBe(0.35)
  })

  it('is not attached at all where that takes no time', () => {
    const world = new DiskWorld({ stages: { volumeAttach: 0, volumeDetach: 0 } })
    world.addDisk('data')
    world.mount(world.pod('web-0', 'node-1', 'data'))

    expect(world.mount(world.pod('web-1', 'node-2', 'data'))).toBe(0.35)
  })

  it('waits for a worker when many are attached at once', () => {
    const world = new DiskWorld()
    const times = Array.from({ length: 21 }, (_, index) => {
      world.addDisk(`data-${index}`)
      return world.mount(world.pod(`web-${index}`, 'node-1', `data-${index}`))
    })

    expect(times.slice(0, 10)).toEqual(Array(10).fill(2.35))
    expect(times.slice(10)).toEqual([...Array<number>(10).fill(4.35), 6.35])
  })

  it('has to be reported as in use, which nodes do every ten seconds or so', () => {
    const waits = Array.from({ length: 200 }, (_, index) => {
      const world = new DiskWorld({ reports: true, stages: { volumeAttach: 0.001 } })
      world.addDisk('data')
      return Number(world.mount(world.pod('web-0', `node-${index}`, 'data'))) - 0.35
    })

    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
    expect(Math.max(...waits)).toBeLessThan(10.4 + 0.4)
    expect(mean).toBeGreaterThan(5.3 - 4 * 0.21)
    expect(mean).toBeLessThan(5.3 + 4 * 0.21)
  })
})

describe('a volume that another node has', () => {
  it('is detached first, when its pod there is gone', () => {
    const world = new DiskWorld()
    const old = runningOn(world, 'node-1')
    const pod = world.pod('web-0', 'node-2', 'data')
    expect(world.mount(pod)).toBe('later')
    expect(world.volumes.waitOf(pod)).toEqual({
      reason: 'detach',
      detail: 'volume pv-data is still attached to node-1, where a pod uses it',
    })

    world.volumes.unmount(old)
    world.run(1)
    expect(world.volumes.waitOf(pod)).toEqual({
      reason: 'detach',
      detail: 'volume pv-data is still attached to node-1',
    })
    world.run(7)
    expect(world.volumes.waitOf(pod)).toEqual({
      reason: 'attach',
      detail: 'volume pv-data is being attached to node-2',
    })
    world.run(60)

    expect(world.told).toEqual({ 'web-0': 19.65 })
    expect(world.volumes.waitOf(pod)).toBeUndefined()
  })

  it('is free at once when it was let go long ago', () => {
    const world = new DiskWorld()
    world.volumes.unmount(runningOn(world, 'node-1'))
    world.run(60)

    expect(world.mount(world.pod('web-0', 'node-2', 'data'))).toBe(70 + 2.35)
  })

  it('goes to one pod after the other', () => {
    const world = new DiskWorld()
    const old = runningOn(world, 'node-1')
    const [first, second] = [world.pod('a', 'node-2', 'data'), world.pod('b', 'node-3', 'data')]
    world.mount(first)
    world.mount(second)
    world.volumes.unmount(old)
    world.run(60)
    expect(world.told).toEqual({ a: 19.65 })

    world.volumes.unmount(first)
    world.run(60)

    expect(world.told['b']).toBe(79.65)
  })

  it('is not waited for any more by a pod that is deleted meanwhile', () => {
    const world = new DiskWorld()
    const old = runningOn(world, 'node-1')
    const pod = world.pod('web-0', 'node-2', 'data')
    world.mount(pod)
    world.volumes.unmount(old)
    world.run(1)

    world.volumes.unmount(pod)
    world.run(60)

    expect(world.told).toEqual({})
    expect(world.mount(world.pod('web-1', 'node-3', 'data'))).toBe(71 + 2.35)
  })

  it('stays where it is when a pod there wants it before its detaching has begun', () => {
    const world = new DiskWorld({ reports: true })
    const old = runningOn(world, 'node-1')
    world.volumes.unmount(old)

    const mountedAt = Number(world.mount(world.pod('web-0', 'node-1', 'data')))

    expect(mountedAt).toBeLessThan(world.now + 0.05 + 0.4)
  })
})

describe('a volume on a node that does not answer', () => {
  it('is taken by force six minutes after its pod was removed', () => {
    const world = new DiskWorld()
    const pod = movedOffDeadNode(world)

    world.run(359)
    expect(world.volumes.waitOf(pod)).toEqual({
      reason: 'detach',
      detail: 'volume pv-data is still attached to node-1, which does not answer',
    })
    world.run(60)

    expect(world.told).toEqual({ 'web-0': 20 + 360 + 7 + 2.35 })
  })

  it('is taken at once when the node is declared out of service', () => {
    const world = new DiskWorld()
    movedOffDeadNode(world)
    world.run(30)

    world.taintOutOfService('node-1')
    world.run(30)

    expect(world.told).toEqual({ 'web-0': 50 + 7 + 2.35 })
  })

  it('is let go in the usual way when the node is back', () => {
    const world = new DiskWorld()
    movedOffDeadNode(world)
    world.run(30)

    world.volumes.returned('node-1')
    world.run(30)

    expect(world.told).toEqual({ 'web-0': 50 + 7 + 2.35 })
  })

  it('is waited for as long as its pod is not removed', () => {
    const world = new DiskWorld()
    runningOn(world, 'node-1')
    world.volumes.silent('node-1', world.simulation.now)
    world.mount(world.pod('web-0', 'node-2', 'data'))

    world.run(3600)

    expect(world.told).toEqual({})
  })
})

/** A pod that has used the disk `data` on a node since before the run; ten seconds later. */
function runningOn(world: DiskWorld, nodeName: string): ReturnType<DiskWorld['pod']> {
  world.addNode(nodeName)
  world.addDisk('data')
  const pod = world.pod('old', nodeName, 'data')
  world.volumes.adopt(pod)
  world.run(10)
  return pod
}

/** Ten seconds after its node has died, a pod is removed by force, and its successor waits elsewhere. */
function movedOffDeadNode(world: DiskWorld): ReturnType<DiskWorld['pod']> {
  const old = runningOn(world, 'node-1')
  world.volumes.silent('node-1', world.simulation.now)
  world.run(10)
  world.volumes.unmount(old)
  const pod = world.pod('web-0', 'node-2', 'data')
  world.mount(pod)
  return pod
}
