import {
  AVAILABLE,
  type PlaceFacts,
  RUNNING_AND_READY,
  TERMINATING,
} from '../places/place-facts.ts'

/** What a pass does with a condemned pod. */
export interface CondemnedPlan {
  readonly action: 'delete' | 'none'
  readonly why: string
}

/**
 * OrderedReady looks at the highest condemned pod only: it goes when it is available, or when it is the
 * first unavailable pod of all (STS-D3). Under Parallel all go that are not going already (STS-D4).
 */
export function planCondemned(
  facts: PlaceFacts,
  {
    isMonotonic,
    isFirstUnavailable,
  }: { readonly isMonotonic: boolean; readonly isFirstUnavailable: boolean },
): CondemnedPlan {
  if ((facts & TERMINATING) !== 0) return { action: 'none', why: 'waits until the pod is gone' }
  const isGood = RUNNING_AND_READY | AVAILABLE
  if (isMonotonic && (facts & isGood) !== isGood && !isFirstUnavailable) {
    return { action: 'none', why: 'waits until the pod is available, as a lower one is not either' }
  }
  return { action: 'delete', why: 'outside of the range' }
}
