import {
  type Behaviours,
  type ChangeListener,
  type JsonObject,
  type StoredChange,
  type WallTime,
  findResource,
  kindOf,
  wallTimeAt,
  writeObject,
} from '@seatrial/core'
import type { ObservedRun, RunObserver } from '@seatrial/scenarios'
import type { PrintedKind } from '../printed-kind.ts'
import { parsePrintRequest } from '../request/parse-print-request.ts'
import type { PrintRequest } from '../request/print-request.ts'
import { EventLog, type EventLogListener } from './event-log.ts'
import { transcriptOf } from './transcript-of.ts'
import type { ObjectsByKind, PrintedChange, TranscriptPrinter } from './transcript-printer.ts'

/** What one request of kubectl showed in the course of a run. */
export interface Transcript {
  /** As it was asked for: `get po -w`. */
  readonly command: string
  readonly text: string
}

/**
 * Records what kubectl would print beside a run: requests that stand from its start (or from the end
 * of the warm-up), and those that the timeline makes on its way. A `get` that only lists is answered at
 * the end of the run when it stands from its start, and at once when the timeline asks. Events are kept
 * only when anybody asks for them.
 */
export class TranscriptRecorder implements RunObserver, ChangeListener, EventLogListener {
  readonly #standing: readonly PrintRequest[]
  readonly #commands: readonly string[]
  readonly #terminals: Terminal[] = []
  readonly #keepsEvents: boolean
  #run: ObservedRun | undefined
  #events: EventLog | undefined

  /**
   * Throws `PrintRequestError` for words that kubectl would not understand.
   *
   * @param commands those that stand from the start
   * @param later those that the timeline makes on its way
   */
  constructor(commands: readonly string[], later: readonly string[] = []) {
    this.#commands = commands
    this.#standing = commands.map(parsePrintRequest)
    this.#keepsEvents = [...this.#standing, ...later.map(parsePrintRequest)].some(isAboutEvents)
  }

  /** In the order in which the requests were made. */
  get transcripts(): readonly Transcript[] {
    return this.#terminals.map(({ command, text }) => ({ command, text }))
  }

  started(run: ObservedRun): void {
    this.#run = run
    run.server.subscribe(this)
    if (this.#keepsEvents) this.#events = new EventLog(run, this)
  }

  counting(): void {
    this.#standing.forEach((request, index) => this.#open(this.#commands[index] ?? '', request))
  }

  printed(command: string): void {
    const terminal = this.#open(command, parsePrintRequest(command))
    if (!terminal.isStanding) this.#close(terminal)
  }

  ended(): void {
    for (const terminal of this.#terminals) if (!terminal.isClosed) this.#close(terminal)
  }

  changed(change: StoredChange): void {
    const run = this.#run
    if (run === undefined) return
    const { type, object, previous } = change
    this.#show(kindOf(object) as PrintedKind, () => ({
      type,
      object: writeObject(object, run.epoch),
      previous: previous === undefined ? undefined : writeObject(previous, run.epoch),
      now: this.#now(run),
    }))
  }

  eventWritten(object: JsonObject, previous: JsonObject | undefined): void {
    const run = this.#run
    if (run === undefined) return
    const type = previous === undefined ? 'ADDED' : 'MODIFIED'
    this.#show('Event', () => ({ type, object, previous, now: this.#now(run) }))
  }

  #show(kind: PrintedKind, change: () => Omit<PrintedChange, 'kind'>): void {
    for (const terminal of this.#terminals) {
      if (terminal.isClosed || !terminal.printer.kinds.includes(kind)) continue
      terminal.text += terminal.printer.change({ kind, ...change() })
    }
  }

  #open(command: string, request: PrintRequest): Terminal {
    const run = this.#run
    if (run === undefined) throw new Error('the run has not started')
    const terminal = new Terminal(command, request, run.behaviours)
    terminal.text += terminal.printer.start(this.#objects(run, terminal.printer), this.#now(run))
    this.#terminals.push(terminal)
    return terminal
  }

  #close(terminal: Terminal): void {
    const run = this.#run
    if (run === undefined) return
    terminal.text += terminal.printer.end(this.#objects(run, terminal.printer), this.#now(run))
    terminal.isClosed = true
  }

  #objects(run: ObservedRun, printer: TranscriptPrinter): ObjectsByKind {
    return Object.fromEntries(
      printer.kinds.map((kind) => {
        if (kind === 'Event') return [kind, this.#events?.events ?? []]
        const resource = findResource(kind)
        const objects = resource === undefined ? [] : [...run.server.list(resource).values()]
        return [kind, objects.map((object) => writeObject(object, run.epoch))]
      }),
    )
  }

  #now(run: ObservedRun): WallTime {
    return wallTimeAt(run.epoch, run.simulation.now)
  }
}

function isAboutEvents(request: PrintRequest): boolean {
  return request.verb === 'events' || (request.verb === 'get' && request.kinds.includes('Event'))
}

/** One terminal in which one request runs. */
class Terminal {
  readonly command: string
  readonly printer: TranscriptPrinter
  /** It goes on until the run ends: a watch, or a rollout status. */
  readonly isStanding: boolean
  text = ''
  isClosed = false

  constructor(command: string, request: PrintRequest, behaviours: Behaviours) {
    this.command = command
    this.printer = transcriptOf(request, behaviours)
    this.isStanding = 'watch' in request && request.watch
  }
}
