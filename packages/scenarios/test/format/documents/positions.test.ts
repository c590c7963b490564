import { describe, expect, it } from 'vitest'
import { readDocuments } from '../../../src/format/documents/read-documents.ts'
import type { Position } from '../../../src/input-error.ts'
import { readOne } from '../read-one.ts'

const YAML = `# first line
metadata: { name: web }
spec:
  replicas: 3
  template: &template
    containers:
      - name: a
        image: x
      - { name: b, image: y }
  empty:
  copy: *template
  merged:
    <<: *template
    own: 1
`

const JSON_TEXT = `{
  "metadata": { "name": "web" },
  "spec": {
    "replicas" : 3,
    "list": [1, {"deep": [true]}, "text"]
  }
}`

function place(position: Position | undefined): string {
  return `${position?.line}:${position?.column}`
}

describe('positions in YAML', () => {
  const document = readOne(YAML)

  it.each([
    [[], '2:1', '2:1'],
    [['metadata', 'name'], '2:19', '2:13'],
    [['spec', 'replicas'], '4:13', '4:3'],
    [['spec', 'template', 'containers', 1, 'image'], '9:27', '9:20'],
    [['spec', 'empty'], '10:9', '10:3'],
    [['spec', 'copy', 'containers', 0, 'image'], '8:16', '8:9'],
    [['spec', 'merged', 'containers', 0, 'name'], '7:15', '7:9'],
    [['spec', 'merged', 'own'], '14:10', '14:5'],
    [['spec', 'absent', 'deeper'], '4:3', '4:3'],
    [['spec', 'template', 'containers', 7], '7:7', '7:7'],
    [['metadata', 'name', 'deeper'], '2:19', '2:19'],
  ])('%j', (path, value, key) => {
    expect(place(document.valuePosition(path))).toBe(value)
    expect(place(document.keyPosition(path))).toBe(key)
  })
})

describe('positions in JSON', () => {
  const document = readOne(`${JSON_TEXT}\n{"a": 1}`)

  it.each([
    [[], '1:1', '1:1'],
    [['metadata', 'name'], '2:25', '2:17'],
    [['spec', 'replicas'], '4:18', '4:5'],
    [['spec', 'list', 1, 'deep', 0], '5:27', '5:27'],
    [['spec', 'list', 2], '5:35', '5:35'],
    [['spec', 'absent', 'deeper'], '3:11', '3:11'],
    [['spec', 'list', 9], '5:13', '5:13'],
  ])('%j', (path, value, key) => {
    expect(place(document.valuePosition(path))).toBe(value)
    expect(place(document.keyPosition(path))).toBe(key)
  })

  it('counts lines through the whole file', () => {
    expect(
      place(readDocuments('web.json', `${JSON_TEXT}\n{"a": 1}`)[1]?.valuePosition(['a'])),
    ).toBe('8:7')
  })
})
