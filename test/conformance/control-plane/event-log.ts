import type { EventObject, SimTime, Simulation } from '@seatrial/core'
import type { ObjectAliases } from './object-aliases.ts'

/** One write of an Event. */
export interface LoggedEvent {
  readonly time: SimTime
  readonly about: string
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly from: string
}

/** Whoever shows the Events of a component. */
export interface EventSource {
  readonly component: string
  listen(listener: { written(event: EventObject): void }): void
}

/** Controllers whose Events name another component than the one whose changes they store. */
const SOURCES: Readonly<Record<string, string>> = { 'disruption-controller': 'controllermanager' }

/** All writes of Events of a cluster, in their order. */
export class EventLog {
  readonly events: LoggedEvent[] = []
  readonly #simulation: Simulation
  readonly #aliases: ObjectAliases

  constructor(simulation: Simulation, aliases: ObjectAliases) {
    this.#simulation = simulation
    this.#aliases = aliases
  }

  listenTo(source: EventSource): void {
    const from = SOURCES[source.component] ?? source.component
    source.listen({ written: (event) => this.#take(event, event.component ?? from) })
  }

  #take({ about, type, reason, message }: EventObject, from: string): void {
    const name = this.#aliases.byUid(about.uid) ?? this.#aliases.inText(about.name)
    this.events.push({
      time: this.#simulation.now,
      about: `${about.kind}/${name}`,
      type,
      reason,
      message,
      from,
    })
  }
}
