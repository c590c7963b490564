import type { EventHandle } from './event-queue.ts'
import type { Phase } from './phases.ts'
import type { EventKind, Simulation } from './simulation.ts'
import type { SimTime } from './time.ts'

/** What is handed back when an alarm goes off. */
export type AlarmHandler<T> = (subject: T) => void

/** An alarm that has been set. */
export interface Alarm {
  readonly slot: number
  readonly handle: EventHandle
}

/**
 * Alarms about objects. An event carries one number; here the number is a slot in which the object
 * waits until its instant has come.
 */
export class Alarms<T> {
  readonly #simulation: Simulation
  readonly #kind: EventKind
  readonly #subjects: (T | undefined)[] = []
  readonly #handles: EventHandle[] = []
  readonly #freeSlots: number[] = []

  constructor(
    simulation: Simulation,
    options: {
      /** What traces call such an event. */
      readonly name: string
      readonly phase: Phase
      readonly ring: AlarmHandler<T>
    },
  ) {
    this.#simulation = simulation
    this.#kind = simulation.defineEvent(options.name, options.phase, (slot) => {
      const subject = this.#take(slot)
      if (subject !== undefined) options.ring(subject)
    })
  }

  /** The subject is handed to the handler at that time. */
  setAt(time: SimTime, subject: T): Alarm {
    const slot = this.#freeSlots.pop() ?? this.#subjects.length
    const handle = this.#simulation.scheduleAt(time, this.#kind, slot)
    this.#subjects[slot] = subject
    this.#handles[slot] = handle
    return { slot, handle }
  }

  /** Takes an alarm back; nothing happens when it has gone off. */
  cancel({ slot, handle }: Alarm): void {
    if (this.#simulation.cancel(handle)) this.#take(slot)
  }

  /** Takes all alarms back. */
  clear(): void {
    for (const [slot, handle] of this.#handles.entries()) this.cancel({ slot, handle })
  }

  #take(slot: number): T | undefined {
    const subject = this.#subjects[slot]
    this.#subjects[slot] = undefined
    this.#freeSlots.push(slot)
    return subject
  }
}
