import { CLAIMS_STALE } from '../places/claim-facts.ts'
import {
  AVAILABLE,
  CREATED,
  PENDING,
  type PlaceFacts,
  RUNNING_AND_READY,
  TERMINAL,
  TERMINATING,
} from '../places/place-facts.ts'

/**
 * What a pass does in one slot (STS-S1 to STS-S7).
 *
 * `verifies`: then the pod is compared with what the set wants, and put right. `ends`: an OrderedReady
 * pass goes no further than this slot.
 */
export interface SlotPlan {
  readonly action: 'none' | 'delete' | 'create' | 'complete-claims'
  readonly verifies: boolean
  readonly ends: boolean
  /** In a few words, for explanations and stored changes. */
  readonly why: string
}

/** Decides by what the pass knows of the slot. Under Parallel no slot ends a pass. */
export function planSlot(facts: PlaceFacts, isMonotonic: boolean): SlotPlan {
  const situation = situationOf(facts)
  return isMonotonic ? MONOTONIC[situation] : BURST[situation]
}

type Situation =
  | 'finished'
  | 'finished-and-going'
  | 'blocked'
  | 'missing'
  | 'pending'
  | 'going'
  | 'not-ready'
  | 'not-available'
  | 'settled'

function situationOf(facts: PlaceFacts): Situation {
  const isTerminating = (facts & TERMINATING) !== 0
  if ((facts & TERMINAL) !== 0) return isTerminating ? 'finished-and-going' : 'finished'
  if ((facts & CREATED) === 0) return (facts & CLAIMS_STALE) === 0 ? 'missing' : 'blocked'
  if ((facts & PENDING) !== 0) return 'pending'
  if (isTerminating) return 'going'
  if ((facts & RUNNING_AND_READY) === 0) return 'not-ready'
  return (facts & AVAILABLE) === 0 ? 'not-available' : 'settled'
}

const MONOTONIC: Readonly<Record<Situation, SlotPlan>> = {
  finished: ending('delete', 'the pod has failed or succeeded'),
  'finished-and-going': ending('none', 'waits until the finished pod is gone'),
  blocked: ending('none', 'waits until the claim of an earlier pod is gone'),
  missing: ending('create', 'the slot is empty'),
  pending: ending('complete-claims', 'waits until the pod is running'),
  going: ending('none', 'waits until the pod is gone'),
  'not-ready': ending('none', 'waits until the pod is ready'),
  'not-available': ending('none', 'waits until the pod is available'),
  settled: { action: 'none', verifies: true, ends: false, why: 'does not look as it should' },
}

const BURST: Readonly<Record<Situation, SlotPlan>> = {
  finished: { ...MONOTONIC.finished, ends: false },
  'finished-and-going': { ...MONOTONIC['finished-and-going'], ends: false },
  blocked: { ...MONOTONIC.blocked, ends: false },
  missing: verifying(MONOTONIC.missing),
  pending: verifying(MONOTONIC.pending),
  going: MONOTONIC.settled,
  'not-ready': MONOTONIC.settled,
  'not-available': MONOTONIC.settled,
  settled: MONOTONIC.settled,
}

function ending(action: SlotPlan['action'], why: string): SlotPlan {
  return { action, verifies: false, ends: true, why }
}

function verifying(plan: SlotPlan): SlotPlan {
  return { ...plan, verifies: true, ends: false }
}
