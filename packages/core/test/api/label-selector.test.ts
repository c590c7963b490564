import { describe, expect, it } from 'vitest'
import {
  UnusableLabelSelectorError,
  compileLabelSelector,
  labelValue,
  qualifiedName,
} from '@seatrial/core'

describe('a label selector', () => {
  it('matches nothing when it is null and everything when it is empty', () => {
    expect(compileLabelSelector(null).matches({ app: 'web' })).toBe(false)
    expect(compileLabelSelector({}).matches({})).toBe(true)
    expect([compileLabelSelector(null), compileLabelSelector({})].map(String)).toEqual([
      '<none>',
      '<none>',
    ])
  })

  it('wants all of its requirements', () => {
    const selector = compileLabelSelector({
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['db', 'cache'] },
        { key: 'zone', operator: 'NotIn', values: ['a'] },
        { key: 'old', operator: 'DoesNotExist' },
        { key: 'app', operator: 'Exists' },
      ],
    })

    expect(selector.matches({ app: 'web', tier: 'db' })).toBe(true)
    expect(selector.matches({ app: 'web', tier: 'db', zone: 'b' })).toBe(true)
    expect(selector.matches({ app: 'web', tier: 'db', zone: 'a' })).toBe(false)
    expect(selector.matches({ app: 'web', tier: 'web' })).toBe(false)
    expect(selector.matches({ app: 'web', tier: 'db', old: '' })).toBe(false)
    expect(selector.matches({ tier: 'db' })).toBe(false)
  })

  it('is printed sorted by key, values sorted, as kubectl does', () => {
    const selector = compileLabelSelector({
      matchLabels: { x: '1', app: 'web' },
      matchExpressions: [
        { key: 'zone', operator: 'DoesNotExist' },
        { key: 'app', operator: 'NotIn', values: ['web', 'Web', ''] },
        { key: 'tier', operator: 'Exists' },
      ],
    })

    expect(String(selector)).toBe('app=web,app notin (,Web,web),tier,x=1,!zone')
  })

  it('does not take what every object inherits for a label', () => {
    const selector = compileLabelSelector({
      matchExpressions: [{ key: 'constructor', operator: 'Exists' }],
    })

    expect(selector.matches({})).toBe(false)
  })

  it('says what is wrong with it', () => {
    const compile = () =>
      compileLabelSelector({ matchExpressions: [{ key: 'app', operator: 'In', values: [] }] })

    expect(compile).toThrow(UnusableLabelSelectorError)
    expect(compile).toThrow(/selector\.matchExpressions\[0\]\.values/)
  })
})

describe('label syntax', () => {
  it.each(['', 'a', 'A.b_c-d', '1', 'x'.repeat(63)])('takes the value %j', (value) => {
    expect(labelValue(value)).toBeUndefined()
  })

  it.each(['a b', '-a', 'a-', 'a/b', 'é', 'x'.repeat(64)])('refuses the value %j', (value) => {
    expect(labelValue(value)).toBeDefined()
  })

  it.each(['a', 'app.kubernetes.io/name', 'example.com/A_b'])('takes the key %j', (key) => {
    expect(qualifiedName(key)).toBeUndefined()
  })

  it.each(['', '/a', 'a/b/c', 'example.com/', 'UPPER.com/x', '-a'])('refuses the key %j', (key) => {
    expect(qualifiedName(key)).toBeDefined()
  })
})
