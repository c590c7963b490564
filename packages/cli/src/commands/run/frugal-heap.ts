import { setFlagsFromString } from 'node:v8'
import type { Scenario } from '@seatrial/scenarios'
import { expectedPods } from './expected-pods.ts'

/** Runs with more pods than that must not take twice the memory that they need. */
const LARGE_RUN = 100_000

/**
 * Left to itself, V8 lets a large heap grow to nearly twice of what lives in it before it looks for
 * garbage. Looking more often costs a large run little, as most of it happens on another core.
 */
const GROWTH = '--heap-growing-percent=30'

/** Keeps the heap of a large run near to what lives in it. */
export function keepHeapFrugal(scenario: Scenario): void {
  if (expectedPods(scenario) > LARGE_RUN) setFlagsFromString(GROWTH)
}
