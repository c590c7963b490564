import { describe, expect, it } from 'vitest'
import { formatObjectPath, parseObjectPath } from '../../src/format/paths/object-path.ts'

describe('parseObjectPath', () => {
  it('reads fields, indexes, names and quoted keys', () => {
    const text = `spec.template.spec.containers[kafka].ports[0].x["a.b"]."c.d"['e f']`

    expect(parseObjectPath(text)?.steps).toEqual([
      { type: 'key', key: 'spec' },
      { type: 'key', key: 'template' },
      { type: 'key', key: 'spec' },
      { type: 'key', key: 'containers' },
      { type: 'named', name: 'kafka' },
      { type: 'key', key: 'ports' },
      { type: 'index', index: 0 },
      { type: 'key', key: 'x' },
      { type: 'named', name: 'a.b' },
      { type: 'key', key: 'c.d' },
      { type: 'named', name: 'e f' },
    ])
  })

  it.each([
    'kubernetes',
    'latency.statefulset/kafka.termination',
    '"a.b".c',
    'a[0]',
    'a[b-1.c]',
    'a["0"]',
  ])('%s is written back as it came', (text) => {
    expect(formatObjectPath(parseObjectPath(text)!.steps)).toBe(text)
  })

  it.each(['', '.a', 'a.', 'a..b', 'a[', 'a[]', 'a]b', '[0]', 'a b', 'a"b"', 'a=b'])(
    '%j is none',
    (text) => {
      expect(parseObjectPath(text)).toBeUndefined()
    },
  )
})
