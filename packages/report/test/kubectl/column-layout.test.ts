import { describe, expect, it } from 'vitest'
import { ColumnLayout } from '../../src/kubectl/column-layout.ts'

describe('ColumnLayout', () => {
  it('makes a column three spaces wider than its longest cell, and at least six letters wide', () => {
    const text = new ColumnLayout('modern').layOut([
      ['NAME', 'A', 'AGE'],
      ['web-0', '1', '5s'],
    ])

    expect(text).toBe('NAME    A     AGE\nweb-0   1     5s\n')
  })

  it('does not pad the last cell, and leaves room for an empty one', () => {
    const text = new ColumnLayout('modern').layOut([['web-0', '', '']])

    expect(text).toBe('web-0         \n')
  })

  it('modern: remembers widths, which only grow', () => {
    const layout = new ColumnLayout('modern')

    const text = ['Pending', 'ContainerCreating', 'Running'].map((status) =>
      layout.layOut([['web-0', status, '0s']]),
    )

    expect(text.join('')).toBe(
      'web-0   Pending   0s\nweb-0   ContainerCreating   0s\nweb-0   Running             0s\n',
    )
  })

  it('legacy: starts afresh with each flush', () => {
    const layout = new ColumnLayout('legacy')

    const text = ['ContainerCreating', 'Running'].map((status) =>
      layout.layOut([['web-0', status, '0s']]),
    )

    expect(text.join('')).toBe('web-0   ContainerCreating   0s\nweb-0   Running   0s\n')
  })
})
