import { type Scenario, parseScenario, simulate } from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { read } from './house/repository.ts'

const FILE = 'scenarios/scale/million.yaml'

describe('the million pods', () => {
  const result = simulate(thousandth())

  it('are created, and rolled to the end, in small as in large', () => {
    expect(result.outcome).toBe('done')
    expect(result.rollouts.filter(({ kind }) => kind === 'create')).toHaveLength(28)
    expect(result.rollouts.filter(({ kind }) => kind === 'update')).toHaveLength(21)
    expect(result.podCounts.created).toBeGreaterThanOrEqual(1000 + 300)
  })

  it('come out the same twice', () => {
    expect(simulate(thousandth()).traceDigest).toBe(result.traceDigest)
  })
})

/** A hundred nodes instead of a hundred thousand, and twenty sets of ten instead of two hundred of a thousand. */
function thousandth(): Scenario {
  const text = read(FILE)
    .replace('count: 100000', 'count: 100')
    .replace('copies: 200', 'copies: 20')
  const readFile = (file: string) => read(file).replace('replicas: 1000', 'replicas: 10')
  return parseScenario(text, { file: FILE, readFile })
}
