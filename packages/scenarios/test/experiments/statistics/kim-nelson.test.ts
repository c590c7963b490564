import { describe, expect, it } from 'vitest'
import { KimNelson } from '../../../src/experiments/statistics/kim-nelson.ts'
import { percent, undocumentedRows } from './documented-rows.ts'
import { fourStandardErrors, normalDraws } from './draws.ts'

/** In indifferences: so much that the first stage alone seldom decides. */
const SPREAD = 1.5

describe('KimNelson', () => {
  const options = { alternatives: 3, firstStage: 10, indifference: 1, level: 0.95 }

  it('keeps the least where less is better, and the greatest where more is', () => {
    const values = (replication: number) => [50, 40, 60].map((mean) => mean + (replication % 2))

    expect(selectionOf(new KimNelson({ ...options, better: 'less' }), values)).toBe(1)
    expect(selectionOf(new KimNelson({ ...options, better: 'more' }), values)).toBe(2)
  })

  it('decides nothing before the first stage is complete', () => {
    const procedure = new KimNelson({ ...options, better: 'less' })
    for (let replication = 0; replication < 9; replication++) procedure.add([1, 100, 200])

    expect(procedure).toMatchObject({ selected: undefined, survivors: [0, 1, 2] })
    procedure.add([1, 100, 200])
    expect(procedure).toMatchObject({ selected: 0, count: 10 })
    expect(procedure.eliminations).toEqual([
      { alternative: 1, replications: 10, by: 0 },
      { alternative: 2, replications: 10, by: 0 },
    ])
  })

  it('keeps the first of variants that are the same in every replication', () => {
    const draw = normalDraws('identical variants')
    const values = () => {
      const value = draw()
      return [value + 5, value, value]
    }

    expect(selectionOf(new KimNelson({ ...options, better: 'less' }), values)).toBe(1)
  })

  it('tells only what is constant when no difference is too small to matter', () => {
    const draw = normalDraws('no indifference')
    const strict = { ...options, indifference: 0, better: 'less' } as const
    const random = new KimNelson(strict)
    for (let replication = 0; replication < 200; replication++)
      random.add([draw(), 100 + draw(), 1])

    expect(selectionOf(new KimNelson(strict), () => [0, 0, 0])).toBe(0)
    expect(selectionOf(new KimNelson(strict), () => [5, 4, 3])).toBe(2)
    expect(random).toMatchObject({ survivors: [0, 1, 2], countAtMost: Infinity })
  })

  it('knows from the first stage on how long it can take', () => {
    const values = slippage(3, 0, 'how long')
    const procedure = new KimNelson({ ...options, indifference: 0.3, better: 'less' })
    for (let replication = 0; replication < 10; replication++) procedure.add(values())
    const { countAtMost } = procedure
    selectionOf(procedure, values)

    expect(countAtMost).toBeGreaterThan(10)
    expect(procedure.count).toBeLessThanOrEqual(countAtMost)
  })

  it('chooses among those that take part', () => {
    const contenders = [0, 2]

    expect(
      selectionOf(new KimNelson({ ...options, contenders, better: 'less' }), () => [50, 40, 60]),
    ).toBe(0)
    expect(new KimNelson({ ...options, contenders: [2], better: 'less' }).selected).toBe(2)
  })

  it('needs fewer replications when variants share their chance', () => {
    const needed = [0, 0.9].map((correlation) => {
      const procedure = new KimNelson({ ...options, better: 'less' })
      selectionOf(procedure, slippage(3, correlation, `needed ${correlation}`))
      return procedure.count
    })

    expect(needed[1]).toBeLessThan(needed[0]! / 2)
  })

  it('agrees with a literal reading of the paper, step by step', () => {
    const draw = normalDraws('literal reading')
    for (let trial = 0; trial < 100; trial++) {
      const procedure = new KimNelson({ ...options, alternatives: 4, better: 'more' })
      const rows: number[][] = []
      let survivors = [0, 1, 2, 3]
      while (rows.length < 150) {
        rows.push([0, 0.2, 0.4, 0.6].map((mean) => mean + SPREAD * draw()))
        procedure.add(rows.at(-1)!)
        if (rows.length >= 10 && survivors.length > 1) survivors = literalScreening(rows, survivors)

        expect(procedure.survivors).toEqual(survivors)
      }
    }
  })

  // All others tie, just one indifference behind the best: the hardest case that is promised.
  const trials = 4000
  it.each([
    { alternatives: 2, correlation: 0 },
    { alternatives: 2, correlation: 0.7 },
    { alternatives: 5, correlation: 0 },
    { alternatives: 5, correlation: 0.7 },
    { alternatives: 10, correlation: 0 },
    { alternatives: 10, correlation: 0.7 },
  ])(
    'selects the best of $alternatives as often as it promises, correlation $correlation',
    ({ alternatives, correlation }) => {
      const values = slippage(alternatives, correlation, `${alternatives} at ${correlation}`)
      let correct = 0
      let replications = 0
      for (let trial = 0; trial < trials; trial++) {
        const procedure = new KimNelson({ ...options, alternatives, better: 'less' })
        if (selectionOf(procedure, values) === 1) correct += 1
        replications += procedure.count
      }

      expect(correct / trials).toBeGreaterThan(0.95 - fourStandardErrors(0.95, trials))
      expect(
        undocumentedRows(
          alternatives,
          correlation,
          (replications / trials).toFixed(1),
          percent(correct / trials),
        ),
      ).toEqual([])
    },
  )
})

/** Feeds replications until one variant is left. */
function selectionOf(
  procedure: KimNelson,
  valuesOf: (replication: number) => readonly number[],
): number {
  for (let replication = 0; procedure.selected === undefined; replication++)
    procedure.add(valuesOf(replication))
  return procedure.selected
}

/** Who is kept at this replication, in the words of the paper: n₀ = 10, δ = 1, α = 0.05, k = 4, c = 1. */
function literalScreening(rows: readonly number[][], survivors: readonly number[]): number[] {
  const r = rows.length
  const meanOf = (i: number) => rows.reduce((sum, row) => sum + row[i]!, 0) / r
  const eta = 0.5 * (Math.pow((2 * 0.05) / 3, -2 / 9) - 1)
  const h2 = 2 * eta * 9
  return survivors.filter((i) =>
    survivors.every((l) => {
      const differences = rows.slice(0, 10).map((row) => row[i]! - row[l]!)
      const mean = differences.reduce((sum, value) => sum + value, 0) / 10
      const s2 = differences.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / 9
      const w = Math.max(0, (1 / (2 * r)) * (h2 * s2 - r))
      return i === l || meanOf(i) >= meanOf(l) - w
    }),
  )
}

/** Normal values of standard deviation `SPREAD`; alternative 1 has a mean of 0, all others of 1. */
function slippage(alternatives: number, correlation: number, fixture: string): () => number[] {
  const draw = normalDraws(`slippage ${fixture}`)
  const [shared, own] = [SPREAD * Math.sqrt(correlation), SPREAD * Math.sqrt(1 - correlation)]
  return () => {
    const common = shared * draw()
    const values: number[] = []
    for (let alternative = 0; alternative < alternatives; alternative++)
      values.push((alternative === 1 ? 0 : 1) + common + own * draw())
    return values
  }
}
