import { describe, expect, it } from 'vitest'
import { InstantTable } from '../../../src/results/pods/instant-table.ts'

describe('InstantTable', () => {
  it('keeps the numbers of a row apart from those of all others', () => {
    const table = new InstantTable(3)
    const rows = Array.from({ length: 3_000 }, () => table.take())

    for (const row of rows)
      for (let column = 0; column < 3; column++) table.set(row, column, row * 10 + column)

    expect(new Set(rows).size).toBe(3_000)
    expect(
      rows.every((row) => table.get(row, 0) === row * 10 && table.get(row, 2) === row * 10 + 2),
    ).toBe(true)
  })

  it('gives a freed row out again, empty', () => {
    const table = new InstantTable(2)
    const row = table.take()
    table.set(row, 1, 5)

    table.release(row)

    expect(table.size).toBe(0)
    expect(table.take()).toBe(row)
    expect([table.get(row, 0), table.get(row, 1)]).toEqual([NaN, NaN])
  })
})
