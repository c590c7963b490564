import { type JsonObject, apiServerConfiguration } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { aStatefulSet, refusalsOnCreate, refusalsOnUpdate } from './manifests.ts'

const OWNERS = 'metadata.ownerReferences'

describe('the metadata of a new object', () => {
  it.each([
    ['no name', { name: '' }, ['Required metadata.name']],
    [
      'a name to be generated from nonsense',
      { name: '', generateName: 'Web-' },
      ['Invalid metadata.generateName "Web-"', 'Required metadata.name'],
    ],
    ['a bad namespace', { namespace: 'a.b' }, ['Invalid metadata.namespace "a.b"']],
    ['a bad label key', { labels: { 'a b': 'c' } }, ['Invalid metadata.labels "a b"']],
    ['a bad label value', { labels: { a: '-x' } }, ['Invalid metadata.labels "-x"']],
    ['any annotation value', { annotations: { 'Upper/Case': 'é <>' } }, []],
    [
      'a bad annotation key',
      { annotations: { 'a b': '' } },
      ['Invalid metadata.annotations "a b"'],
    ],
    ['a lone finalizer', { finalizers: ['x'] }, ['Invalid metadata.finalizers[0] "x"']],
    ['a qualified finalizer', { finalizers: ['example.com/x'] }, []],
    [
      'two ways to treat dependents',
      { finalizers: ['orphan', 'foregroundDeletion'] },
      ['Invalid metadata.finalizers'],
    ],
    [
      'two controllers',
      { ownerReferences: [anOwner({ controller: true }), anOwner({ controller: true })] },
      [`Invalid ${OWNERS}`],
    ],
    ['an Event as owner', { ownerReferences: [anOwner({ kind: 'Event' })] }, [`Invalid ${OWNERS}`]],
  ])('with %s', (_title, metadata, refusals) => {
    expect(refusalsOnCreate(aStatefulSet({}, metadata))).toEqual(refusals)
  })

  it('refuses annotations of more than 256 KiB in all', () => {
    const annotations = { a: 'é'.repeat(128 * 1024), b: '' }

    expect(refusalsOnCreate(aStatefulSet({}, { annotations }))).toEqual([
      'TooLong metadata.annotations',
    ])
  })

  it('tells what an owner lacks at its index from 1.37, of the list before', () => {
    const ownerless = aStatefulSet({}, { ownerReferences: [anOwner({ uid: '' })] })

    expect(refusalsOnCreate(ownerless)).toEqual([`Required ${OWNERS}[0].uid`])
    expect(refusalsOnCreate(ownerless, apiServerConfiguration('1.36'))).toEqual([
      `Invalid ${OWNERS}.uid ""`,
    ])
  })
})

describe('the metadata of a changed object', () => {
  it.each([
    ['another name', { name: 'other' }, ['Invalid metadata.name "other"']],
    ['no name', { name: '' }, ['Invalid metadata.name ""', 'Required metadata.name']],
    ['another namespace', { namespace: 'other' }, ['Invalid metadata.namespace "other"']],
    ['no namespace', {}, []],
    ['a bad label', { labels: { '': 'x' } }, ['Invalid metadata.labels ""']],
  ])('with %s', (_title, metadata, refusals) => {
    expect(refusalsOnUpdate(aStatefulSet({}, metadata), aStatefulSet())).toEqual(refusals)
  })
})

function anOwner(fields: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'Node', name: 'node-1', uid: 'u', ...fields }
}
