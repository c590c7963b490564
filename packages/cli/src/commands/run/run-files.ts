import type { Scenario, SimulateOptions, Summary } from '@seatrial/scenarios'
import { ResultFolder } from '../../files/result-folder.ts'
import { expectedPods } from './expected-pods.ts'

/** All files that a run can write beside its summary. */
const NAMES = ['timeline.csv', 'pods.csv', 'events.csv']
const SUMMARY = 'summary.json'

/** Runs with more pods write events.csv only if they are asked to. */
const PODS_WITH_EVENTS = 1_000

/** The files of a run, which appear together at its end. */
export class RunFiles {
  /** Where the rows of the run go. */
  readonly sinks: Pick<SimulateOptions, 'timeline' | 'pods' | 'changes'>
  /** The names of the files beside the summary. */
  readonly names: readonly string[]
  readonly #folder: ResultFolder

  /** Throws `InputErrors` where the folder cannot be written. */
  constructor(folder: string, scenario: Scenario, writesEvents: boolean) {
    this.#folder = new ResultFolder(folder, [...NAMES, SUMMARY])
    const hasEvents = writesEvents || expectedPods(scenario) <= PODS_WITH_EVENTS
    this.names = NAMES.filter((name) => hasEvents || name !== 'events.csv')
    this.sinks = {
      timeline: this.#folder.sinkFor('timeline.csv'),
      pods: this.#folder.sinkFor('pods.csv'),
      ...(hasEvents ? { changes: this.#folder.sinkFor('events.csv') } : {}),
    }
  }

  /** The run is over: the files are there. */
  finish(summary: Summary): void {
    this.#folder.write(SUMMARY, `${JSON.stringify(summary, undefined, 2)}\n`)
    this.#folder.commit()
  }

  /** Takes back what has not been finished. */
  discard(): void {
    this.#folder.discard()
  }
}
