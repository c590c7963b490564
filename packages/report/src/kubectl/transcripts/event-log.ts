import { type JsonObject, type WallTime, formatTimestamp, wallTimeAt } from '@seatrial/core'
import type { EventListener, EventObject } from '@seatrial/controllers'
import type { ObservedRun } from '@seatrial/scenarios'

/** Whoever wants to know of each Event when it is written. */
export interface EventLogListener {
  /** An Event is new, or has been written again, `previous` being how it was. */
  eventWritten(event: JsonObject, previous: JsonObject | undefined): void
}

/**
 * The Events of a run as `kubectl get events -o json` gives them: one that is written again, alone or for
 * several similar ones, counts up. The API server forgets them after an hour, this log never.
 */
export class EventLog {
  readonly #run: ObservedRun
  readonly #listener: EventLogListener
  readonly #events = new Map<string, JsonObject>()
  readonly #names = new Set<string>()

  /** A log of all that is written from now on. */
  constructor(run: ObservedRun, listener: EventLogListener) {
    this.#run = run
    this.#listener = listener
    for (const feed of run.cluster.eventFeeds) feed.listen(this.#listenerFor(feed.component))
    run.cluster.followControllers({
      processStarted: ({ recorders }) => {
        for (const events of recorders) events.listen(this.#listenerFor(events.component))
      },
    })
  }

  /** In the order in which they were written first. */
  get events(): readonly JsonObject[] {
    return [...this.#events.values()]
  }

  #listenerFor(component: string): EventListener {
    return { written: (event) => this.#write({ component, ...event }) }
  }

  #write(event: WrittenEvent): void {
    const { epoch, simulation } = this.#run
    const now = wallTimeAt(epoch, simulation.now)
    const key = keyOf(event)
    const previous = this.#events.get(key)
    const written = previous === undefined ? this.#create(event, now) : again(previous, event, now)
    this.#events.set(key, written)
    this.#listener.eventWritten(written, previous)
  }

  #create({ about, type, reason, message, component }: WrittenEvent, now: WallTime): JsonObject {
    const time = formatTimestamp(now)
    const namespace = about.namespace === '' ? 'default' : about.namespace
    const { kind, name, uid } = about
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: this.#nameFor(name, now), namespace, creationTimestamp: time },
      involvedObject: { kind, namespace, name, uid },
      type,
      reason,
      message,
      source: { component },
      reportingComponent: component,
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
    }
  }

  /** The object's name and the time in nanoseconds, as client-go makes it; a taken one means the next. */
  #nameFor(subject: string, now: WallTime): string {
    for (let nanoseconds = BigInt(now) * 1000n; ; nanoseconds++) {
      const name = `${subject}.${nanoseconds.toString(16)}`
      if (this.#names.has(name)) continue
      this.#names.add(name)
      return name
    }
  }
}

/** An Event with the component that words it. */
type WrittenEvent = EventObject & { readonly component: string }

/** How the message of an Event begins that stands for several. */
const COMBINED = '(combined from similar events): '

/** Whatever they say, combined Events of one reason are one. */
function keyOf({ about, component, type, reason, message }: WrittenEvent): string {
  const said = message.startsWith(COMBINED) ? COMBINED : message
  return [about.kind, about.namespace, about.uid || about.name, component, type, reason, said].join(
    '\n',
  )
}

function again(previous: JsonObject, { message }: WrittenEvent, now: WallTime): JsonObject {
  const count = Number(previous['count']) + 1
  return { ...previous, message, lastTimestamp: formatTimestamp(now), count }
}
