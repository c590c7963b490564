import { describe, expect, it } from 'vitest'
import { type JsonObject, compileNodeSelector } from '@seatrial/core'

const LABELS = { zone: 'a', cpu: '8', gen: '-2' }

/** Whether the node `n1` with these labels is chosen by required affinity to the terms. */
function isSelected(...nodeSelectorTerms: JsonObject[]): boolean {
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } }
  return compileNodeSelector({ affinity: { nodeAffinity: required } }).matches('n1', LABELS)
}

function expression(key: string, operator: string, ...values: string[]): JsonObject {
  return { matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }] }
}

describe('a node selector', () => {
  it('wants all pairs of nodeSelector', () => {
    expect(compileNodeSelector({}).matches('n1', LABELS)).toBe(true)
    expect(compileNodeSelector({ nodeSelector: { zone: 'a' } }).matches('n1', LABELS)).toBe(true)
    expect(
      compileNodeSelector({ nodeSelector: { zone: 'a', disk: 'ssd' } }).matches('n1', LABELS),
    ).toBe(false)
  })

  it('wants one of its terms, and has no node without any', () => {
    expect(isSelected(expression('zone', 'In', 'b'), expression('cpu', 'Exists'))).toBe(true)
    expect(isSelected(expression('zone', 'In', 'b'))).toBe(false)
    expect(isSelected()).toBe(false)
  })

  it('passes over empty and malformed terms', () => {
    expect(isSelected({})).toBe(false)
    expect(isSelected({}, expression('zone', 'Exists'))).toBe(true)
    expect(isSelected(expression('zone', 'NotIn'))).toBe(false)
    expect(isSelected(expression('bad key!', 'DoesNotExist'))).toBe(false)
    expect(isSelected(expression('zone', 'Near', 'a'), expression('zone', 'Exists'))).toBe(true)
  })

  it('compares whole numbers, of which a requirement cannot name a negative one', () => {
    expect(isSelected(expression('cpu', 'Gt', '7'))).toBe(true)
    expect(isSelected(expression('cpu', 'Gt', '8'))).toBe(false)
    expect(isSelected(expression('gen', 'Lt', '0'))).toBe(true)
    expect(isSelected(expression('gen', 'Gt', '-5'))).toBe(false)
    expect(isSelected(expression('zone', 'Lt', '5'))).toBe(false)
  })

  it('knows one field, the name; every other one reads as an empty text', () => {
    const field = (key: string, operator: string, value: string) => ({
      matchFields: [{ key, operator, values: [value] }],
    })

    expect(isSelected(field('metadata.name', 'In', 'n1'))).toBe(true)
    expect(isSelected(field('metadata.name', 'NotIn', 'n1'))).toBe(false)
    expect(isSelected(field('spec.unschedulable', 'In', 'n1'))).toBe(false)
    expect(isSelected(field('spec.unschedulable', 'NotIn', 'n1'))).toBe(true)
  })
})
