import type { JsonObject } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { parseJsonPath, textAt } from '../../src/kubectl/json-path.ts'

const NODE: JsonObject = {
  metadata: { name: 'node-1', labels: { 'kubernetes.io/hostname': 'one' } },
  spec: { unschedulable: true },
  status: {
    conditions: [
      { type: 'DiskPressure', status: 'False' },
      { type: 'Ready', status: 'True' },
    ],
  },
}

describe('a JSONPath', () => {
  it.each([
    ['.metadata.name', 'node-1'],
    ['metadata.name', 'node-1'],
    ['$.metadata.name', 'node-1'],
    [String.raw`.metadata.labels.kubernetes\.io/hostname`, 'one'],
    [".metadata.labels['kubernetes.io/hostname']", 'one'],
    ['.spec', '{"unschedulable":true}'],
    ['.spec.unschedulable', 'true'],
    ['.status.conditions[0].type', 'DiskPressure'],
    ['.status.conditions[-1].type', 'Ready'],
    ['.status.conditions[*].type', 'DiskPressure,Ready'],
    ['.status.conditions[?(@.type=="Ready")].status', 'True'],
    ['.status.conditions[?(@.type != "Ready")].status', 'False'],
    ['.metadata.labels.*', 'one'],
    ['.metadata.none', undefined],
    ['.status.conditions[7]', undefined],
    ['.metadata[0].name', undefined],
  ])('%s', (path, text) => {
    expect(textAt(NODE, parseJsonPath(path)!)).toBe(text)
  })

  it.each(['.a[', '.a b', 'a..b', '.a[?(@.b<1)]', '.a[?(@[=="x")]'])('refuses %s', (path) => {
    expect(parseJsonPath(path)).toBeUndefined()
  })
})
