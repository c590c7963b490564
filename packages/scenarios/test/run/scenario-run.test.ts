import { describe, expect, it } from 'vitest'
import { ScenarioRun, scenarioFromManifests, simulate } from '../../src/index.ts'
import { KAFKA } from '../format/manifests.ts'
import { manifestsOf } from '../quick/manifests-of.ts'

const scenario = scenarioFromManifests(manifestsOf(KAFKA))

describe('ScenarioRun', () => {
  it.each([true, false])('yields the same in however small stretches (warm: %s)', (warmUp) => {
    const whole = simulate(scenario, { warmUp })
    const run = new ScenarioRun(scenario, { warmUp })
    let stretches = 1
    while (!run.advance(100)) stretches++

    expect(stretches).toBe(Math.ceil(whole.eventCount / 100))
    expect(run.result()).toEqual(whole)
    expect(run.now).toBe(whole.end)
  })

  it('has no result before it is over', () => {
    const run = new ScenarioRun(scenario)
    run.advance(10)

    expect(() => run.result()).toThrow('not over')
    expect(run.eventCount).toBe(10)
  })
})
