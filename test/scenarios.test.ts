import { simulate } from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { readScenario, scenarioFiles } from './scenario-files.ts'

describe('every committed scenario', () => {
  it.each(scenarioFiles)('%s does what it expects, and nothing that must never be', (file) => {
    const result = simulate(readScenario(file), { check: true })

    const unmet = result.expectations.filter((verdict) => verdict.result !== 'met')
    expect(unmet).toEqual([])
    expect(result.expectations.length).toBeGreaterThan(0)
    expect(result.violations).toEqual([])
  })

  it.each(scenarioFiles)('%s gives the same bytes twice', (file) => {
    const scenario = readScenario(file)

    const first = simulate(scenario)
    const second = simulate(scenario)

    expect(second).toEqual(first)
  })
})
