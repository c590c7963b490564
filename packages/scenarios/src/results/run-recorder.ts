import type { EventListener, EventObject } from '@seatrial/controllers'
import {
  type ApiServer,
  type Behaviours,
  type ChangeListener,
  START,
  type SimTime,
  type StoredChange,
  after,
  microseconds,
} from '@seatrial/core'
import type { Expectation } from '../format/expectations/expectation.ts'
import type { RunOutcome } from '../run/run-result.ts'
import type { WorkloadObject } from '../run/workload-state.ts'
import { ExpectationWatch } from './expectations/expectation-watch.ts'
import type { Verdict } from './expectations/verdict.ts'
import type { FinishedInstant } from './finished-instant.ts'
import { PodLives } from './pods/pod-lives.ts'
import { PodParts } from './pods/pod-parts.ts'
import { PodRecorder } from './pods/pod-recorder.ts'
import type { PodRow, PodSources } from './pods/pod-row.ts'
import type { Quorums } from './rollouts/quorum.ts'
import type { Rollout } from './rollouts/rollout.ts'
import { type ExplainWaits, RolloutTracker } from './rollouts/rollout-tracker.ts'
import { type RowOptions, RowOutputs } from './row-outputs.ts'
import type { TimelineRow } from './timeline/timeline-row.ts'
import { TraceDigest } from './trace/trace-digest.ts'
import { FinerParts } from './waits/finer-parts.ts'
import { WaitMeter } from './waits/wait-meter.ts'
import { RememberedWaits } from './waits/remembered-waits.ts'
import { NO_WAIT_SOURCES, type WaitSources } from './waits/wait-sources.ts'
import { NodeBook } from './workloads/node-book.ts'
import { Workloads } from './workloads/workloads.ts'

/** What a recorder needs to know of its run, besides which rows to yield. */
export interface RunRecorderOptions extends RowOptions {
  readonly server: ApiServer
  readonly behaviours: Behaviours
  readonly expectations?: readonly Expectation[]
  /** How many ready pods workloads need; a majority of a StatefulSet's unless told. */
  readonly quorum?: Quorums
  /** Says who waits for what, asked when the run ends before a rollout is done. */
  readonly explain?: ExplainWaits
  /** False: nobody asks what pods and rollouts wait for; they are followed by default. */
  readonly followsWaits?: boolean
  /** Tells of waits what stored changes do not; without it, parts of lives are not divided. */
  readonly waitSources?: WaitSources
}

/** How many changes are worked through at once. */
const BATCH_SIZE = 256

/**
 * All results of a run, worked out along the way from nothing but the stored changes.
 *
 * It works through changes in batches: its code and tables would be cold in the processor's caches if
 * it looked at each one between all that the model does.
 *
 * It looks at an instant when the next one begins, so that a row is how things stood at its end. It
 * plans no events of its own: a run goes the same way with a recorder or without.
 *
 * Make it before anything is put into the store; call `startCounting` when all is there that was there
 * before the run, and `finish` at its end. Times count from `startCounting`.
 */
export class RunRecorder implements ChangeListener, EventListener {
  readonly #workloads = new Workloads()
  readonly #nodes = new NodeBook()
  readonly #lives = new PodLives()
  readonly #digest = new TraceDigest()
  readonly #expectations: ExpectationWatch
  readonly #rollouts: RolloutTracker
  readonly #pods: PodRecorder
  readonly #meter: WaitMeter
  /** Undefined where waits are not followed. */
  readonly #waits: RememberedWaits | undefined
  /** Changes that have been stored and not yet been looked at. */
  /** Changes that have not been looked at yet: the first `#batchSize` places. */
  readonly #batch = new Array<StoredChange | undefined>(BATCH_SIZE).fill(undefined)
  #batchSize = 0
  readonly #rows: RowOutputs
  readonly #server: ApiServer
  /** The instant of the simulation from which times count. */
  #origin: SimTime = START
  /** The present instant, counted from there. */
  #now: SimTime = START
  #isCounting = false
  #haveNodesChanged = false
  /** One object for all instants: there are as many as changes. */
  readonly #instant: Mutable<FinishedInstant> = {
    time: START,
    next: START,
    changed: [],
    workloads: this.#workloads.all,
    nodesReady: 0,
  }

  constructor(options: RunRecorderOptions) {
    const { server, behaviours, expectations = [], quorum, explain = explainNothing } = options
    const reportsSandbox = behaviours.sandboxReadyWrite
    const { followsWaits = true, waitSources = NO_WAIT_SOURCES } = options
    const waits = followsWaits ? new RememberedWaits(waitSources) : undefined
    const meter = new WaitMeter(waits ?? NO_WAIT_SOURCES)
    const finer = new FinerParts(this.#lives, reportsSandbox)
    const parts = new PodParts(this.#lives, finer, reportsSandbox)
    const sources: PodSources = { lives: this.#lives, nodes: this.#nodes, parts }
    this.#rows = new RowOutputs(options, sources, behaviours)
    this.#expectations = new ExpectationWatch(expectations)
    this.#rollouts = new RolloutTracker({
      lives: this.#lives,
      knowledge: followsWaits ? { lives: this.#lives, parts, finer, meter } : undefined,
      listener: this.#expectations,
      quorum,
      explain,
    })
    this.#pods = new PodRecorder({
      lives: this.#lives,
      workloads: this.#workloads,
      nodes: this.#nodes,
      observer: this.#rollouts,
      meter,
      availabilityComparison: behaviours.availabilityComparison,
      reportsSandbox,
      write: this.#rows.writePod,
    })
    this.#server = server
    this.#meter = meter
    this.#waits = waits
    server.subscribe(this)
  }

  /** The rows of the timeline so far, if they are kept. */
  get timeline(): readonly TimelineRow[] {
    this.#takeBatch()
    return this.#rows.timelineRows
  }

  /** The pods that are gone, and at the end of the run all others, if they are kept. */
  get pods(): readonly PodRow[] {
    this.#takeBatch()
    return this.#rows.podRows
  }

  /** The rollouts that are over, at the end of the run all, in the order in which they were asked for. */
  get rollouts(): readonly Rollout[] {
    this.#takeBatch()
    return this.#rollouts.rollouts
  }

  /** Tells runs apart: see `TraceDigest`. */
  get digest(): string {
    this.#takeBatch()
    return this.#digest.hex
  }

  /** How many changes have been stored. */
  get changeCount(): number {
    return this.#digest.changeCount + this.#batchSize
  }

  /** How many pods there have been, and how many exist. */
  get podCounts(): { readonly created: number; readonly existing: number } {
    this.#takeBatch()
    return { created: this.#lives.createdCount, existing: this.#lives.size }
  }

  /**
   * Results count from now on, and so does time: what has been stored until now was there before the
   * run. Nothing but the digest remembers it.
   */
  startCounting(): void {
    const { now } = this.#server
    this.#takeBatch()
    this.#advance(now)
    this.#origin = now
    this.#now = START
    this.#isCounting = true
    this.#meter.countFrom(now)
    this.#pods.startCounting(now)
    this.#rollouts.startCounting()
    for (const workload of this.#workloads.all) {
      workload.places.startCounting(START)
      workload.touch()
      this.#expectations.wasThere(workload)
    }
  }

  changed(change: StoredChange): void {
    this.#batch[this.#batchSize++] = change
    this.#waits?.remember(change)
    if (this.#batchSize === BATCH_SIZE) this.#takeBatch()
  }

  recorded(event: EventObject): void {
    this.#expectations.recorded(event)
  }

  /** The run ends now: what is under way is closed, and the files are. */
  finish(): void {
    const time = (this.#server.now - this.#origin) as SimTime
    this.#takeBatch()
    this.#advance(time)
    this.#instantOver(after(time, microseconds(1)))
    this.#rows.timeline?.runOver(this.#nodes.readyCount, time)
    this.#pods.noteWaits(time)
    this.#rollouts.runOver(time)
    this.#pods.runOver(time)
    this.#rows.close()
  }

  /** One verdict for each expectation, once the run has ended. */
  judge(outcome: RunOutcome): readonly Verdict[] {
    return this.#expectations.judge({
      time: this.#now,
      outcome,
      rollouts: this.rollouts,
      nodesReady: this.#nodes.readyCount,
    })
  }

  /** Looks at all changes that it has not looked at yet. */
  #takeBatch(): void {
    const batch = this.#batch
    const size = this.#batchSize
    for (let number = 0; number < size; number++) this.#digest.add(batch[number] as StoredChange)
    for (let number = 0; number < size; number++) {
      this.#waits?.show(number)
      this.#take(batch[number] as StoredChange)
    }
    this.#waits?.forget()
    batch.fill(undefined, 0, size)
    this.#batchSize = 0
  }

  #take(change: StoredChange): void {
    const now = (change.time - this.#origin) as SimTime
    if (now > this.#now) this.#advance(now)
    if (this.#isCounting) this.#rows.changes?.write(change, now)
    switch (change.resource) {
      case 'pods':
        this.#pods.changed(change, now)
        break
      case 'statefulsets':
      case 'daemonsets':
        this.#setChanged(change, now)
        break
      case 'controllerrevisions':
        this.#workloads.revisionChanged(change)
        break
      case 'nodes':
        if (this.#nodes.changed(change)) this.#haveNodesChanged = true
        break
    }
  }

  #setChanged(change: StoredChange, now: SimTime): void {
    const set = change.object as WorkloadObject
    const before = change.previous as WorkloadObject | undefined
    const workload = this.#workloads.setChanged(change)
    this.#rollouts.setChanged(change, workload, now)
    if (before !== undefined && before.spec.minReadySeconds !== set.spec.minReadySeconds) {
      this.#pods.reconsider(workload, now)
    }
  }

  /** Goes on to the instant `time`, and by the instants before it at which pods become available. */
  #advance(time: SimTime): void {
    while (this.#pods.nextDeadline < time) this.#goTo(this.#pods.nextDeadline)
    this.#goTo(time)
  }

  #goTo(time: SimTime): void {
    if (time > this.#now) {
      this.#instantOver(time)
      this.#now = time
    }
    this.#pods.ripen(time)
  }

  /** All that falls on the present instant has happened. */
  #instantOver(next: SimTime): void {
    if (this.#haveNodesChanged) this.#workloads.touchAll()
    this.#haveNodesChanged = false
    const instant = this.#instant
    instant.time = this.#now
    instant.next = next
    instant.changed = this.#workloads.takeDirty()
    instant.nodesReady = this.#nodes.readyCount
    if (this.#isCounting) this.#rows.timeline?.instantOver(instant)
    this.#rollouts.instantOver(instant)
    this.#expectations.instantOver(instant)
  }
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

function explainNothing(): readonly [] {
  return []
}
