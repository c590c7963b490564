import type { Behaviours, Resource, StoredChange } from '@seatrial/core'
import type { Scenario } from '../format/scenario/scenario.ts'
import type { RunResult } from '../run/run-result.ts'
import { ScenarioRun } from '../run/scenario-run.ts'
import type { SimulateOptions } from '../run/simulate-options.ts'
import { type ComparedChange, comparedChange } from './compared-change.ts'

/** How many events a run goes on at a time for the next change. */
const STRETCH = 256

/** A run whose stored changes are kept. It goes only as far as somebody has asked. */
export class RecordedRun {
  readonly #scenario: Scenario
  readonly #run: ScenarioRun
  readonly #changes: StoredChange[] = []
  #isOver = false

  constructor(
    scenario: Scenario,
    {
      behaviours,
      resources,
      run,
    }: {
      readonly behaviours: Behaviours
      /** The resources whose changes are kept; undefined: all. */
      readonly resources: readonly Resource[] | undefined
      readonly run: SimulateOptions
    },
  ) {
    this.#scenario = scenario
    const keeper = { changed: (change: StoredChange) => void this.#changes.push(change) }
    this.#run = new ScenarioRun(scenario, {
      ...run,
      behaviours,
      participants: [({ server }) => server.subscribe(keeper, resources)],
    })
  }

  /** The change at that place, from 0; undefined when the run is over before it. */
  changeAt(index: number): ComparedChange | undefined {
    while (index >= this.#changes.length && !this.#isOver) {
      this.#isOver = this.#run.advance(STRETCH)
    }
    const change = this.#changes[index]
    return change === undefined ? undefined : comparedChange(change, this.#scenario.epoch)
  }

  /** What comes of the run at its end. */
  finish(): RunResult {
    this.#run.advance(Infinity)
    this.#isOver = true
    return this.#run.result()
  }
}
