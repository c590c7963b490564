import type { JsonValue } from '@seatrial/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeKubectlJson, writeKubectlYaml } from '../../src/documents/kubectl-documents.ts'

const DOCUMENT = {
  spec: { replicas: 2, args: ['a > b', { q: null, p: true }], none: [], empty: {} },
  kind: 'Pod',
  labels: { b: 'x', '10': 'ten', '9': 'nine', A: 'w' },
}

describe('a document as kubectl prints it', () => {
  it('has its keys in the order of their bytes, in JSON', () => {
    expect(writeKubectlJson(DOCUMENT)).toBe(`{
    "kind": "Pod",
    "labels": {
        "10": "ten",
        "9": "nine",
        "A": "w",
        "b": "x"
    },
    "spec": {
        "args": [
            "a \\u003e b",
            {
                "p": true,
                "q": null
            }
        ],
        "empty": {},
        "none": [],
        "replicas": 2
    }
}
`)
  })

  it('has its keys in the same order in YAML', () => {
    expect(writeKubectlYaml(DOCUMENT)).toBe(`kind: Pod
labels:
  "10": ten
  "9": nine
  A: w
  b: x
spec:
  args:
  - a > b
  - p: true
    q: null
  empty: {}
  none: []
  replicas: 2
`)
  })

  it('says the same in JSON, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(writeKubectlJson(value as JsonValue))).toEqual(
          JSON.parse(JSON.stringify(value)),
        )
      }),
    )
  })

  it('leaves out what is not there', () => {
    expect(writeKubectlJson({ here: 1, absent: undefined } as unknown as JsonValue)).toBe(
      '{\n    "here": 1\n}\n',
    )
  })
})
