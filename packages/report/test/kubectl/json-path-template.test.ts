import type { JsonObject } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { fillTemplate, parseJsonPathTemplate } from '../../src/kubectl/json-path-template.ts'

const NODE: JsonObject = {
  metadata: { name: 'node-1' },
  status: {
    conditions: [
      { type: 'DiskPressure', status: 'False' },
      { type: 'Ready', status: 'True' },
    ],
  },
}

describe('a JSONPath template', () => {
  it.each([
    ['{.metadata.name}', 'node-1'],
    ['name={.metadata.name}{"\\n"}', 'name=node-1\n'],
    ['{.status.conditions[*].type}', 'DiskPressure Ready'],
    [
      '{range .status.conditions[*]}{.type}={@.status}{"\\t"}{end}',
      'DiskPressure=False\tReady=True\t',
    ],
    ["{'}'}", '}'],
    ['', ''],
  ])('%s', (template, text) => {
    expect(fillTemplate(parseJsonPathTemplate(template)!, NODE)).toBe(text)
  })

  it.each(['{.a', '{end}', '{range .a}', '{range [}{end}', '{.a b}'])('refuses %s', (template) => {
    expect(parseJsonPathTemplate(template)).toBeUndefined()
  })
})
