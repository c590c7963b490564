import { describe, expect, it } from 'vitest'
import { selectorText } from '../../src/disruption/selector-text.ts'

describe('the selector in an Event', () => {
  it('PDB-A5 is written as Go writes it', () => {
    expect(selectorText({ matchLabels: { tier: 'db', app: 'web' } })).toBe(
      '&LabelSelector{MatchLabels:map[string]string{app: web,tier: db,},' +
        'MatchExpressions:[]LabelSelectorRequirement{},}',
    )
    expect(
      selectorText({ matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] }),
    ).toBe(
      '&LabelSelector{MatchLabels:map[string]string{},MatchExpressions:[]LabelSelectorRequirement{' +
        'LabelSelectorRequirement{Key:app,Operator:In,Values:[a b],},},}',
    )
    expect(selectorText(null)).toBe('nil')
  })
})
