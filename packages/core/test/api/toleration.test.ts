import { describe, expect, it } from 'vitest'
import { type Toleration, isTolerated, tolerates } from '@seatrial/core'

const TAINT = { key: 'dedicated', value: '10', effect: 'NoSchedule' }

describe('a toleration', () => {
  it.each<[string, Toleration, boolean]>([
    ['of everything', { operator: 'Exists' }, true],
    ['of the key', { key: 'dedicated', operator: 'Exists' }, true],
    [
      'of the key, whatever value it says',
      { key: 'dedicated', operator: 'Exists', value: 'x' },
      true,
    ],
    ['of the value', { key: 'dedicated', value: '10' }, true],
    ['of the value under any key', { operator: 'Equal', value: '10' }, true],
    ['of another value', { key: 'dedicated', value: '11' }, false],
    ['of another effect', { operator: 'Exists', effect: 'NoExecute' }, false],
    ['of no known operator', { key: 'dedicated', operator: 'Near' }, false],
  ])('%s', (_title, toleration, expected) => {
    expect(tolerates(toleration, TAINT, false)).toBe(expected)
  })

  it('compares plain whole numbers where the release can', () => {
    const above = (value: string) => ({ key: 'dedicated', operator: 'Gt', value })

    expect(tolerates(above('9'), TAINT, true)).toBe(true)
    expect(tolerates(above('-3'), TAINT, true)).toBe(true)
    expect(tolerates(above('10'), TAINT, true)).toBe(false)
    expect(tolerates(above('007'), TAINT, true)).toBe(false)
    expect(tolerates(above('9'), TAINT, false)).toBe(false)
    expect(tolerates({ operator: 'Lt', value: '11' }, TAINT, true)).toBe(true)
  })

  it('helps when it is one of several', () => {
    expect(isTolerated(TAINT, [{ key: 'x' }, { operator: 'Exists' }], false)).toBe(true)
    expect(isTolerated(TAINT, [], false)).toBe(false)
  })
})
