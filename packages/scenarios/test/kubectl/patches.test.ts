import { describe, expect, it } from 'vitest'
import { applied } from '../../src/kubectl/patches/applied.ts'
import { jsonPatch } from '../../src/kubectl/patches/json-patch.ts'
import { strategicPatch } from '../../src/kubectl/patches/strategic-patch.ts'

describe('apply', () => {
  it('takes over what the manifest says and leaves what others wrote', () => {
    const live = { metadata: { labels: { app: 'web', theirs: 'x' } }, spec: { replicas: 5 } }

    expect(applied(live, undefined, { metadata: { labels: { app: 'db' } } })).toEqual({
      metadata: { labels: { app: 'db', theirs: 'x' } },
      spec: { replicas: 5 },
    })
  })

  it('removes what the last manifest said and this one says no more', () => {
    const live = { spec: { replicas: 5, paused: true, minReadySeconds: 3 } }
    const last = { spec: { replicas: 2, paused: true } }

    expect(applied(live, last, { spec: { replicas: 2 } })).toEqual({
      spec: { replicas: 2, minReadySeconds: 3 },
    })
  })

  it('merges containers by their names', () => {
    const live = {
      containers: [
        { name: 'app', image: 'app:1', terminationMessagePath: '/dev/termination-log' },
        { name: 'old', image: 'old:1' },
        { name: 'injected', image: 'proxy:1' },
      ],
    }
    const last = {
      containers: [
        { name: 'app', image: 'app:1' },
        { name: 'old', image: 'old:1' },
      ],
    }

    expect(applied(live, last, { containers: [{ name: 'app', image: 'app:2' }] })).toEqual({
      containers: [
        { name: 'app', image: 'app:2', terminationMessagePath: '/dev/termination-log' },
        { name: 'injected', image: 'proxy:1' },
      ],
    })
  })
})

describe('a strategic merge patch', () => {
  const target = {
    template: { containers: [{ name: 'app', image: 'app:1' }], nodeSelector: { disk: 'ssd' } },
  }

  it('merges lists by their keys, new elements first', () => {
    const patch = {
      template: {
        containers: [
          { name: 'log', image: 'log:1' },
          { name: 'app', image: 'app:2' },
        ],
      },
    }

    expect(strategicPatch(target, patch)).toEqual({
      template: {
        containers: [
          { name: 'log', image: 'log:1' },
          { name: 'app', image: 'app:2' },
        ],
        nodeSelector: { disk: 'ssd' },
      },
    })
  })

  it('takes elements out of a list of plain values, and does not look at orders', () => {
    const patch = {
      '$setElementOrder/finalizers': ['b'],
      '$deleteFromPrimitiveList/finalizers': ['a'],
    }

    expect(strategicPatch({ finalizers: ['a', 'b'] }, patch)).toEqual({ finalizers: ['b'] })
  })

  it.each([
    [
      { template: { nodeSelector: null } },
      { template: { containers: target.template.containers } },
    ],
    [
      { template: { nodeSelector: { $patch: 'replace', zone: 'a' } } },
      { template: { ...target.template, nodeSelector: { zone: 'a' } } },
    ],
    [
      { template: { containers: [{ name: 'app', $patch: 'delete' }] } },
      { template: { ...target.template, containers: [] } },
    ],
  ])('%j', (patch, patched) => {
    expect(strategicPatch(target, patch)).toEqual(patched)
  })
})

describe('a JSON patch', () => {
  const target = { spec: { replicas: 1, list: ['a', 'b'] } }

  it.each([
    [
      { op: 'replace', path: '/spec/replicas', value: 3 },
      { replicas: 3, list: ['a', 'b'] },
    ],
    [
      { op: 'add', path: '/spec/list/-', value: 'c' },
      { replicas: 1, list: ['a', 'b', 'c'] },
    ],
    [
      { op: 'add', path: '/spec/list/0', value: 'c' },
      { replicas: 1, list: ['c', 'a', 'b'] },
    ],
    [
      { op: 'remove', path: '/spec/list/0' },
      { replicas: 1, list: ['b'] },
    ],
    [
      { op: 'move', from: '/spec/replicas', path: '/spec/a~1b' },
      { list: ['a', 'b'], 'a/b': 1 },
    ],
    [{ op: 'test', path: '/spec/replicas', value: 1 }, target.spec],
  ])('%j', (operation, spec) => {
    expect(jsonPatch(target, [operation])).toEqual({ spec })
  })

  it.each([
    { op: 'replace', path: '/spec/none', value: 3 },
    { op: 'remove', path: '/spec/list/2' },
    { op: 'add', path: '/status/x', value: 1 },
    { op: 'test', path: '/spec/replicas', value: 2 },
    { op: 'merge', path: '/spec' },
  ])('fails: %j', (operation) => {
    expect(() => jsonPatch(target, [operation])).toThrow('The request is invalid: ')
  })
})
