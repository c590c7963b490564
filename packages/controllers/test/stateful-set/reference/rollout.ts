import type { Pass } from './pass.ts'
import { deletePod } from './pod-control.ts'
import { isGoing, isHeld } from './pod-rules.ts'
import { RefusedError } from './view.ts'

/** `statefulset.md` §9.1, §9.3, §9.4 and §9.6. */
export function rollOut(pass: Pass): void {
  const { type, rollingUpdate } = pass.set.spec.updateStrategy
  const { behaviours, now } = pass.view
  if (type === 'OnDelete' || type === 'Recreate') return
  const low = rollingUpdate?.partition ?? 0
  const top = pass.slots.length - 1
  const isHeldAt = (slot: number): boolean => isHeld(pass.slots[slot]!, pass.set, now, behaviours)
  const isReplaceable = (slot: number): boolean =>
    pass.slots[slot]!.revision !== pass.update && !isGoing(pass.slots[slot]!)
  if (!behaviours.maxUnavailableGate) {
    for (let slot = top; slot >= low; slot--) {
      if (isReplaceable(slot)) {
        replace(pass, slot)
        return
      }
      if (isHeldAt(slot)) return
    }
    return
  }
  const maxUnavailable = maxUnavailableOf(pass)
  const unavailable = pass.slots.filter((_member, slot) => isHeldAt(slot)).length
  if (behaviours.twoPhaseParallel && !pass.isMonotonic) {
    const broken = pass.slots.filter((_member, slot) => isHeldAt(slot) && isReplaceable(slot))
    if (unavailable >= maxUnavailable && broken.length === 0) return
    for (let slot = top; slot >= low; slot--) {
      if (isReplaceable(slot) && isHeldAt(slot)) replace(pass, slot)
    }
    let budget = maxUnavailable - unavailable
    for (let slot = top; slot >= low && budget > 0; slot--) {
      if (isReplaceable(slot) && !isHeldAt(slot)) {
        replace(pass, slot)
        budget--
      }
    }
    return
  }
  let deleted = 0
  for (let slot = top; slot >= low && deleted < maxUnavailable - unavailable; slot--) {
    if (!isReplaceable(slot)) continue
    replace(pass, slot)
    deleted++
  }
}

/** §9.2. */
export function maxUnavailableOf(pass: Pass): number {
  const value = pass.set.spec.updateStrategy.rollingUpdate?.maxUnavailable
  if (value === undefined) return 1
  if (typeof value === 'number') return Math.max(1, value)
  if (!/^\d+%$/.test(value)) throw new RefusedError('Other')
  const percent = Number(value.slice(0, -1))
  return Math.max(1, Math.floor((percent * pass.set.spec.replicas) / 100))
}

function replace(pass: Pass, slot: number): void {
  deletePod(pass, pass.slots[slot]!, true)
  pass.replaced++
}
