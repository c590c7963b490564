import { describe, expect, it } from 'vitest'
import { layOutLabelled, shorten, wrapList } from '../../src/text/labelled-lines.ts'
import { PLAIN_STYLE } from '../../src/text/style.ts'

describe('labelled lines', () => {
  it('stand beside their labels, cut at the width', () => {
    const blocks = [
      { label: 'Pods', lines: ['one', 'a line that is too wide'] },
      { label: 'Nothing', lines: [] },
    ]

    expect(layOutLabelled(blocks, { width: 24, style: PLAIN_STYLE })).toEqual([
      'Pods          one',
      '              a line th…',
    ])
  })

  it('are cut only where they are too wide', () => {
    expect([shorten('12345', 5), shorten('123456', 5)]).toEqual(['12345', '1234…'])
  })

  it('hold lists that go on in the next line', () => {
    expect(wrapList(['alpha', 'beta', 'gamma', 'delta'], 12)).toEqual([
      'alpha, beta,',
      'gamma, delta',
    ])
    expect(wrapList([], 12)).toEqual([])
  })
})
