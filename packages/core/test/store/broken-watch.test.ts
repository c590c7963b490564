import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SmallStore, known } from './small-store.ts'

describe('a broken watch', () => {
  it('loses what is on its way, and the next list makes up for it', () => {
    const store = new SmallStore()
    const informer = store.watch()
    store.write('a', 1)
    informer.disconnect()
    store.settle()

    expect(store.told).toEqual([])
    informer.relist()
    store.settle()

    expect(store.told).toEqual(['ADDED a 1'])
    expect(informer.resourceVersion).toBe(store.server.resourceVersion)
  })

  it('tells of many missed changes of an object as one, from what was known last', () => {
    const store = new SmallStore()
    const informer = store.watch()
    store.write('a', 1)
    store.settle()
    informer.disconnect()
    for (const revision of [2, 3, 4]) store.write('a', revision)
    informer.relist()
    store.settle()

    expect(store.told).toEqual(['ADDED a 1', 'MODIFIED a 4 was 1'])
  })

  it('tells of an object that is gone with its last known state, after all that are there', () => {
    const store = new SmallStore()
    const informer = store.watch()
    for (const name of ['a', 'b']) store.write(name, 1)
    store.settle()
    informer.disconnect()
    store.write('a', 2)
    store.delete('a')
    store.write('b', 2)
    informer.relist()
    store.settle()

    expect(store.told.slice(2)).toEqual(['MODIFIED b 2 was 1', 'DELETED a 1 was 1'])
    expect(known(informer)).toEqual({ b: 2 })
  })

  it('never knew of what came and went meanwhile', () => {
    const store = new SmallStore()
    const informer = store.watch()
    informer.disconnect()
    store.write('a', 1)
    store.delete('a')
    informer.relist()
    store.settle()

    expect(store.told).toEqual([])
  })

  it('shows an object made again under its name as changed, but as another one to the indexes', () => {
    const store = new SmallStore()
    const informer = store.watch()
    const indexed: string[] = []
    informer.addIndex({ changed: ({ type }) => indexed.push(type) })
    store.write('a', 1)
    store.settle()
    informer.disconnect()
    store.delete('a')
    store.write('a', 7)
    informer.relist()
    store.settle()

    expect(store.told).toEqual(['ADDED a 1', 'MODIFIED a 7 was 1'])
    expect(indexed).toEqual(['ADDED', 'DELETED', 'ADDED'])
  })

  it('delivers as before when the list is through', () => {
    const store = new SmallStore()
    const informer = store.watch()
    informer.disconnect()
    informer.relist()
    store.settle()
    store.write('a', 1)
    store.settle()

    expect(store.told).toEqual(['ADDED a 1'])
  })
})

describe('a watcher that starts later', () => {
  it('begins with all that there is, sorted by key', () => {
    const store = new SmallStore()
    for (const name of ['b', 'a']) store.write(name, 1)
    const informer = store.watch()
    informer.list()
    store.settle()
    store.write('a', 2)
    store.settle()

    expect(store.told).toEqual(['ADDED a 1', 'ADDED b 1', 'MODIFIED a 2 was 1'])
  })

  it('hears nothing any more once it is closed', () => {
    const store = new SmallStore()
    const informer = store.watch()
    store.write('a', 1)
    informer.close()
    store.write('b', 1)
    informer.relist()
    store.settle()

    expect(store.told).toEqual([])
    expect(store.simulation.pendingCount).toBe(0)
  })
})

describe('every view', () => {
  const step = fc.oneof(
    fc.record({ type: fc.constant('write'), name: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ type: fc.constant('delete'), name: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ type: fc.constantFrom('disconnect', 'relist', 'freeze', 'thaw', 'settle') }),
  )

  it('is what the store has when all connections are there again', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const store = new SmallStore()
        const informer = store.watch()
        steps.forEach((taken, index) => {
          if (taken.type === 'settle') store.settle()
          else if ('name' in taken && taken.type === 'write') store.write(taken.name, index + 1)
          else if ('name' in taken) store.delete(taken.name)
          else informer[taken.type as 'disconnect']()
        })
        informer.thaw()
        informer.relist()
        store.settle()

        const stored = [...store.server.list('controllerrevisions').values()]
        expect(known(informer)).toEqual(
          Object.fromEntries(stored.map(({ metadata, revision }) => [metadata.name, revision])),
        )
      }),
    )
  })
})
