import {
  type ApiServer,
  type Behaviours,
  type ChangeListener,
  type StoredChange,
  type WallTime,
  findResource,
  kindOf,
  wallTimeAt,
  writeObject,
} from '@seatrial/core'
import {
  type ObjectsByKind,
  type PrintedKind,
  type TranscriptPrinter,
  parsePrintRequest,
  transcriptOf,
} from '@seatrial/report'
import type { ObjectAliases } from './object-aliases.ts'

/** A terminal in which one request of kubectl runs. */
interface Terminal {
  readonly index: number
  readonly printer: TranscriptPrinter
  /** It goes on: a watch, or a rollout status until its time is over. */
  isStanding: boolean
  text: string
}

/** The terminals of a replay: what kubectl prints in each, from when it was opened on. */
export class Terminals implements ChangeListener {
  readonly #server: ApiServer
  readonly #behaviours: Behaviours
  readonly #epoch: WallTime
  readonly #aliases: ObjectAliases
  readonly #terminals: Terminal[] = []

  constructor(server: ApiServer, behaviours: Behaviours, epoch: WallTime, aliases: ObjectAliases) {
    this.#server = server
    this.#behaviours = behaviours
    this.#epoch = epoch
    this.#aliases = aliases
    server.subscribe(this)
  }

  /** Gives a request; the index tells it from the others. */
  open(index: number, command: string): void {
    const request = parsePrintRequest(command)
    const printer = transcriptOf(request, this.#behaviours)
    const isStanding =
      request.verb === 'get'
        ? request.watch
        : request.verb === 'rollout status' && request.watch && request.timeout !== undefined
    const terminal: Terminal = { index, printer, isStanding, text: '' }
    this.#terminals.push(terminal)
    const objects = this.#objects(printer.kinds)
    terminal.text += printer.start(objects, this.#now)
    if (!isStanding) terminal.text += printer.end(objects, this.#now)
  }

  /** What a terminal shows, with the names of the recordings; undefined when it was never opened. */
  textOf(index: number): string | undefined {
    const terminal = this.#terminals.find((candidate) => candidate.index === index)
    return terminal === undefined ? undefined : this.#aliases.inText(terminal.text)
  }

  /** A request ends that stood for a while. */
  end(index: number): void {
    const terminal = this.#terminals.find((candidate) => candidate.index === index)
    if (terminal === undefined || !terminal.isStanding) return
    terminal.isStanding = false
    const { printer } = terminal
    terminal.text += printer.end(this.#objects(printer.kinds), this.#now)
  }

  changed({ type, object, previous }: StoredChange): void {
    const kind = kindOf(object) as PrintedKind
    for (const terminal of this.#terminals) {
      if (!terminal.isStanding || !terminal.printer.kinds.includes(kind)) continue
      terminal.text += terminal.printer.change({
        type,
        kind,
        object: writeObject(object, this.#epoch),
        previous: previous === undefined ? undefined : writeObject(previous, this.#epoch),
        now: this.#now,
      })
    }
  }

  get #now(): WallTime {
    return wallTimeAt(this.#epoch, this.#server.now)
  }

  #objects(kinds: readonly PrintedKind[]): ObjectsByKind {
    return Object.fromEntries(
      kinds.map((kind) => {
        const resource = findResource(kind)!
        const objects = [...this.#server.list(resource).values()]
        return [kind, objects.map((object) => writeObject(object, this.#epoch))]
      }),
    )
  }
}
