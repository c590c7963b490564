import {
  type ChangeListener,
  type EventKind,
  PHASES,
  type SimTime,
  type StoredChange,
} from '@seatrial/core'
import type { Action, TimelineEntry } from '../format/scenario/scenario.ts'
import type { Cluster } from './cluster.ts'
import type { Conditions } from './conditions.ts'

/** Phase 6: after all of an instant's model events, before the recorders sample it. */
const CHECK_PHASE = 6

/**
 * Fires the entries of a timeline: by the clock, some time after the entry before, or when a state of
 * the cluster is first reached. States are judged once an instant, after all else in it has happened,
 * and only in instants that could have changed them.
 */
export class TimelineRunner implements ChangeListener {
  readonly #cluster: Cluster
  readonly #conditions: Conditions
  readonly #runAction: (action: Action) => void
  readonly #entries: readonly TimelineEntry[]
  readonly #fire: EventKind
  readonly #check: EventKind
  /** Entries that wait for a state, in the order of the list. */
  readonly #waiting: number[] = []
  readonly #isDone: () => boolean
  #isCheckScheduled = false
  #isStopped = false
  #isDoneSeen = false
  #firedCount = 0

  /** `isDone` is asked in the same instants as the entries' states. */
  constructor(options: {
    readonly cluster: Cluster
    readonly conditions: Conditions
    readonly run: (action: Action) => void
    readonly entries: readonly TimelineEntry[]
    readonly isDone: () => boolean
  }) {
    this.#cluster = options.cluster
    this.#conditions = options.conditions
    this.#runAction = options.run
    this.#entries = options.entries
    this.#isDone = options.isDone
    const { simulation, server } = options.cluster
    this.#fire = simulation.defineEvent('TimelineEntry', PHASES.script, (entry) => this.#run(entry))
    this.#check = simulation.defineEvent('CheckConditions', CHECK_PHASE, () => this.#judge())
    server.subscribe(this, ['statefulsets', 'daemonsets', 'nodes', 'pods'])
    options.conditions.listen(() => {
      if (!this.#isStopped) this.#scheduleCheck()
    })
  }

  /** True when every entry has fired and the end that was asked for has been seen. */
  get isDone(): boolean {
    return this.#isDoneSeen && this.#firedCount === this.#entries.length
  }

  /** How many entries have not fired yet. */
  get pendingCount(): number {
    return this.#entries.length - this.#firedCount
  }

  /** Plans the entries, whose times count from now; call it once. */
  start(): void {
    const { now } = this.#cluster.simulation
    this.#entries.forEach(({ trigger }, index) => {
      if (trigger.type === 'at') this.#schedule((now + trigger.time) as SimTime, index)
      else if (trigger.type === 'when') this.#waiting.push(index)
      else if (index === 0) this.#schedule((now + trigger.delay) as SimTime, index)
    })
    this.#scheduleCheck()
  }

  /** Looks at nothing any more. */
  stop(): void {
    this.#isStopped = true
  }

  changed(change: StoredChange): void {
    if (this.#isStopped) return
    // The Ready rows of single pods matter only to those who wait for a pod by name; what a set
    // makes of its pods comes with the set's own status, except that the last one has gone.
    if (change.resource !== 'pods' || change.type === 'DELETED' || this.#waitsForPods()) {
      this.#scheduleCheck()
    }
  }

  #waitsForPods(): boolean {
    for (const index of this.#waiting) {
      const trigger = this.#entries[index]?.trigger
      if (trigger?.type === 'when' && trigger.condition.type === 'podReady') return true
    }
    return false
  }

  #scheduleCheck(): void {
    if (this.#isCheckScheduled) return
    this.#isCheckScheduled = true
    const { simulation } = this.#cluster
    simulation.scheduleAt(simulation.now, this.#check, 0)
  }

  #judge(): void {
    this.#isCheckScheduled = false
    if (this.#isStopped) return
    const { now } = this.#cluster.simulation
    for (const index of this.#waiting.slice()) {
      const trigger = this.#entries[index]?.trigger
      if (trigger?.type !== 'when' || !this.#conditions.holds(trigger.condition)) continue
      this.#waiting.splice(this.#waiting.indexOf(index), 1)
      this.#schedule((now + trigger.condition.after) as SimTime, index)
    }
    this.#isDoneSeen = this.#firedCount === this.#entries.length && this.#isDone()
  }

  #schedule(time: SimTime, index: number): void {
    this.#cluster.simulation.scheduleAt(time, this.#fire, index)
  }

  #run(index: number): void {
    this.#firedCount++
    for (const action of this.#entries[index]?.actions ?? []) this.#runAction(action)
    const following = this.#entries[index + 1]
    if (following?.trigger.type === 'later') {
      const { now } = this.#cluster.simulation
      this.#schedule((now + following.trigger.delay) as SimTime, index + 1)
    }
    this.#scheduleCheck()
  }
}
