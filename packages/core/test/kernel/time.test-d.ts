import { type EventKind, Simulation } from '../../src/kernel/simulation.ts'
import { type Duration, type SimTime, START, after, seconds } from '../../src/kernel/time.ts'

// What must not compile. `tsc -p tsconfig.tests.json` checks it; nothing runs.

const simulation = new Simulation()
const kind: EventKind = simulation.defineEvent('Something', 0, () => {})

simulation.scheduleAt(START, kind, 0)
// @ts-expect-error A duration is not a point in time.
simulation.scheduleAt(seconds(30), kind, 0)
// @ts-expect-error A plain number is neither.
simulation.scheduleAt(30, kind, 0)

simulation.scheduleAfter(seconds(30), kind, 0)
// @ts-expect-error A point in time is not a duration.
simulation.scheduleAfter(simulation.now, kind, 0)

// @ts-expect-error Nor can two points in time be added up.
after(START, simulation.now)

// @ts-expect-error The clock is set by the loop alone.
simulation.now = START

// @ts-expect-error A kind of event comes from `defineEvent`.
simulation.scheduleAt(START, 0, 0)

// @ts-expect-error There are eight phases.
simulation.defineEvent('Late', 8, () => {})

export const inSeconds: Duration = seconds(1)
export const instant: SimTime = after(START, inSeconds)
