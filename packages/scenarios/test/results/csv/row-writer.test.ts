import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column, Field } from '../../../src/results/csv/column.ts'
import { RowFile } from '../../../src/results/csv/row-file.ts'
import { writeTable } from '../../../src/results/csv/write-table.ts'

const COLUMNS: readonly Column[] = [
  { name: 'time_s', type: 'seconds', meaning: '' },
  { name: 'na,me', type: 'text', meaning: '' },
  { name: 'count', type: 'count', meaning: '' },
  { name: 'number', type: 'number', meaning: '' },
]

describe('RowFile', () => {
  it('writes the bytes that csv-stringify writes, whatever the values', () => {
    const time = fc.oneof(
      fc.integer({ min: -5_000_000, max: 5_000_000 }),
      fc.integer({ min: 0, max: 1_000_000_000_000_000 }),
      fc.constantFrom(undefined, NaN, Infinity, 0, 1, -1, 999_999, 1_000_000, -1_500_000),
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', 'web-0', 'a,b', '"', '\r', '\n'),
    )
    const count = fc.oneof(
      fc.maxSafeInteger(),
      fc.constantFrom(undefined, 2_147_483_647, 2_147_483_648, -10),
    )

    const number = fc.oneof(fc.double(), fc.constant(undefined))

    fc.assert(
      fc.property(fc.array(fc.tuple(time, text, count, number), { maxLength: 8 }), (rows) => {
        expect(bytesOf(rows)).toBe(expectedBytesOf(rows))
      }),
    )
  })

  it('writes a text that is larger than a chunk', () => {
    const rows: readonly Field[][] = [
      [1, `${'ä'.repeat(100_000)},`, 2, 0.5],
      [3, 'x'.repeat(200_000), 4, 1e21],
    ]

    expect(bytesOf(rows)).toBe(expectedBytesOf(rows))
  })

  it('replaces half a surrogate pair as every UTF-8 writer does', () => {
    const rows: readonly Field[][] = [[0, 'a\ud800b', 0, 0]]

    expect(bytesOf(rows)).toBe(expectedBytesOf(rows))
  })

  it('hands chunks on that it does not write to again', () => {
    const chunks: { readonly chunk: Uint8Array; readonly copy: Uint8Array }[] = []
    const file = new RowFile(COLUMNS, (chunk) => chunks.push({ chunk, copy: chunk.slice() }))

    for (let row = 0; row < 20_000; row++) file.write([row, `name-${row}`, row, row / 3])
    file.close()

    expect(chunks.length).toBeGreaterThan(3)
    expect(chunks.every(({ chunk, copy }) => Buffer.from(copy).equals(chunk))).toBe(true)
  })
})

/** Bytes as a text with a letter for each, which compares fast and prints well. */
function bytesOf(rows: readonly (readonly Field[])[]): string {
  const chunks: Uint8Array[] = []
  const file = new RowFile(COLUMNS, (chunk) => chunks.push(chunk))
  for (const row of rows) file.write(row)
  file.close()
  return Buffer.concat(chunks).toString('latin1')
}

function expectedBytesOf(rows: readonly (readonly Field[])[]): string {
  return Buffer.from(writeTable(COLUMNS, rows), 'utf8').toString('latin1')
}
