import { describe, expect, it } from 'vitest'
import { readDocuments } from '../../../src/format/documents/read-documents.ts'

function valuesOf(text: string): readonly unknown[] {
  return readDocuments('input.yaml', text).map(({ value }) => value)
}

describe('readDocuments reads YAML as kubectl does', () => {
  it.each([
    ['nothing', '', []],
    ['only comments and separators', '# a\n---\n# b\n---\n', []],
    ['several documents, empty ones left out', 'a: 1\n---\n---\nb: 2\n...\n', [{ a: 1 }, { b: 2 }]],
    ['a byte-order mark', '\uFEFFa: 1\n', [{ a: 1 }]],
    ['CRLF line ends', 'a: 1\r\nb: |\r\n  x\r\n  y\r\n', [{ a: 1, b: 'x\ny\n' }]],
    ['anchors and aliases', 'a: &x { b: 1 }\nc: *x\n', [{ a: { b: 1 }, c: { b: 1 } }]],
    ['a value left empty', 'a:\nb: 1\n', [{ a: null, b: 1 }]],
    ['keys that are no texts', '1: a\nyes: b\n1.5: c\n', [{ '1': 'a', true: 'b', '1.5': 'c' }]],
    ['flow collections', '{ a: [1, 2], b: {} }', [{ a: [1, 2], b: {} }]],
    ['a directive for another version', '%YAML 1.2\n---\na: yes\n', [{ a: true }]],
    ['tags', 'a: !!str 1\nb: !!int "2"\nc: !other x\n', [{ a: '1', b: 2, c: 'x' }]],
  ])('%s', (_, text, expected) => {
    expect(valuesOf(text)).toEqual(expected)
  })

  it.each([
    ['true', true],
    ['yes', true],
    ['On', true],
    ['y', true],
    ['off', false],
    ['NO', false],
    ['n', false],
    ['"yes"', 'yes'],
    ['yEs', 'yEs'],
    ['~', null],
    ['Null', null],
    ['12', 12],
    ['+12', 12],
    ['-0x1F', -31],
    ['0777', 511],
    ['0o17', 15],
    ['0b101', 5],
    ['089', 89],
    ['1_000', 1000],
    ['1.5e3', 1500],
    ['.5', 0.5],
    ['1.', 1],
    ['12:30:45', '12:30:45'],
    ['2001-12-14', '2001-12-14'],
    ['1.2.3', '1.2.3'],
    ['8Gi', '8Gi'],
    ['-', [null]],
    ['e5', 'e5'],
  ])('%s is %j', (source, expected) => {
    const [value] = valuesOf(source === '-' ? 'a:\n-\n' : `a: ${source}\n`)

    expect(value).toEqual({ a: expected })
  })

  it('lets a map win over what it merges, and earlier maps over later ones', () => {
    const text = 'x: &x { a: 1, b: 1 }\nw: &w { b: 2, c: 2 }\nz:\n  c: 3\n  <<: [*x, *w]\n'

    expect(valuesOf(text)).toEqual([
      { x: { a: 1, b: 1 }, w: { b: 2, c: 2 }, z: { a: 1, b: 1, c: 3 } },
    ])
  })

  it('does not merge under a quoted key', () => {
    expect(valuesOf('"<<": { a: 1 }\n')).toEqual([{ '<<': { a: 1 } }])
  })
})

describe('readDocuments reads JSON', () => {
  it.each([
    ['one value', '{"a": [1, "x\\"y", null]}', [{ a: [1, 'x"y', null] }]],
    ['several values, one after another', '{"a": 1}\n{"a": 2}', [{ a: 1 }, { a: 2 }]],
    ['texts that look like structure', '{"a": "}{][:,"}', [{ a: '}{][:,' }]],
    ['words of YAML 1.1 as they are', '{"a": "yes", "b": true}', [{ a: 'yes', b: true }]],
    ['what only YAML understands', '{a: yes, "b": 1,}', [{ a: true, b: 1 }]],
  ])('%s', (_, text, expected) => {
    expect(valuesOf(text)).toEqual(expected)
  })
})
