import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daemonSetRevisionHash, revisionName, statefulSetRevisionHash } from '../../src/index.ts'
import { fnv1, fnv1a } from '../../src/history/fnv.ts'

describe('FNV', () => {
  it('gives its published values', () => {
    expect([fnv1(''), fnv1('a'), fnv1('foobar')]).toEqual([0x811c9dc5, 0x050c5d7e, 0x31f0b262])
    expect([fnv1a('', []), fnv1a('a', []), fnv1a('foobar', [])]).toEqual([
      0x811c9dc5, 0xe40c292c, 0xbf9cf968,
    ])
  })

  it('reads texts as UTF-8', () => {
    const ofBytes = (bytes: Uint8Array) =>
      bytes.reduce((hash, byte) => (Math.imul(hash, 16777619) ^ byte) >>> 0, 2166136261)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fnv1(text)).toBe(ofBytes(Buffer.from(text)))
      }),
    )
  })
})

describe('the hash of a revision', () => {
  const data = '{"spec":{"template":{"$patch":"replace"}}}'

  it('is that of Kubernetes for a StatefulSet, where an unset collision count is 0', () => {
    expect(statefulSetRevisionHash(data)).toBe('589f85db5b')
    expect(statefulSetRevisionHash(data, 0)).toBe('589f85db5b')
    expect(statefulSetRevisionHash(data, 1)).toBe('589f85db5c')
  })

  it('tells an unset collision count from 0 for a DaemonSet', () => {
    const hashes = [undefined, 0, 1, 256].map((count) => daemonSetRevisionHash(data, count))

    expect(new Set(hashes).size).toBe(4)
    expect(daemonSetRevisionHash(data, 0)).toBe(hashes[1])
  })

  it('has no letters of which words are made', () => {
    fc.assert(
      fc.property(fc.nat(), (number) => {
        const text = createHash('sha1').update(String(number)).digest('hex')

        expect(statefulSetRevisionHash(text)).toMatch(/^[456789bcdf]{1,10}$/)
        expect(daemonSetRevisionHash(text)).toMatch(/^[456789bcdf]{1,10}$/)
      }),
    )
  })

  it('follows the name of the set, which is cut to leave room', () => {
    expect(revisionName('web', '589f85db5b')).toBe('web-589f85db5b')
    expect(revisionName('x'.repeat(240), 'bcdf')).toBe(`${'x'.repeat(223)}-bcdf`)
  })
})
