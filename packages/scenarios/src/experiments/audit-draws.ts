import type { DrawRecorder } from '@seatrial/core'
import { simulate } from '../run/simulate.ts'
import { runOptions } from './run-replication.ts'
import type { Study } from './study.ts'

/** What the variants of a study drew in one replication, draw by draw. */
export interface DrawAudit {
  readonly replication: number
  /** How many different draws there were in all variants together. */
  readonly draws: number
  /** Drawn by all variants: what makes their differences their own. */
  readonly sharedByAll: number
  /** Drawn by more than one variant but not by all. */
  readonly sharedBySome: number
  /** Drawn by one variant only: pods or nodes that the others did not have. */
  readonly byOneOnly: number
  /** What gave several variants different values, which must never be. */
  readonly conflicts: readonly DrawConflict[]
  /** The same by what was drawn, in the order of the names. */
  readonly purposes: readonly PurposeAudit[]
}

/** What was drawn for one purpose. */
export interface PurposeAudit extends Pick<
  DrawAudit,
  'sharedByAll' | 'sharedBySome' | 'byOneOnly'
> {
  readonly purpose: string
}

/** A draw that is not the same for everyone. */
export interface DrawConflict {
  readonly purpose: string
  /** The entity and the attempt. */
  readonly key: string
  /** The first variant that drew it and the one that got something else, and what they got. */
  readonly variants: readonly number[]
  readonly values: readonly number[]
}

/** Runs one replication of every variant and compares what they drew, key by key. */
export function auditDraws(study: Study, replication: number): DrawAudit {
  const ledger = new DrawLedger()
  for (const { number, scenario } of study.variants) {
    ledger.begin(number)
    simulate(scenario, { ...runOptions(study, number, replication), draws: ledger })
  }
  return ledger.audit(replication, study.variants.length)
}

/** What a key gave, and how many variants drew it. */
interface Draw {
  readonly value: number
  readonly firstVariant: number
  lastVariant: number
  variantCount: number
}

/** Writes down every draw by its purpose and its key; there may be millions. */
class DrawLedger implements DrawRecorder {
  readonly #purposes = new Map<string, Map<string, Draw>>()
  readonly #conflicts: DrawConflict[] = []
  #variant = -1

  /** What is drawn from now on is drawn by this variant. */
  begin(variant: number): void {
    this.#variant = variant
  }

  drawn(purpose: string, entity: number, attempt: number, value: number): void {
    const variant = this.#variant
    const key = `${entity}/${attempt}`
    const draws = this.#drawsOf(purpose)
    const draw = draws.get(key)
    if (draw === undefined) {
      draws.set(key, { value, firstVariant: variant, lastVariant: variant, variantCount: 1 })
    } else if (draw.lastVariant !== variant) {
      draw.lastVariant = variant
      draw.variantCount++
      if (draw.value !== value) {
        const variants = [draw.firstVariant, variant]
        this.#conflicts.push({ purpose, key, variants, values: [draw.value, value] })
      }
    }
  }

  audit(replication: number, variantCount: number): DrawAudit {
    const names = [...this.#purposes.keys()].sort()
    const purposes = names.map((name) => this.#auditPurpose(name, variantCount))
    const sumOf = (count: (purpose: PurposeAudit) => number) =>
      purposes.reduce((sum, purpose) => sum + count(purpose), 0)
    const sharedByAll = sumOf((purpose) => purpose.sharedByAll)
    const sharedBySome = sumOf((purpose) => purpose.sharedBySome)
    const byOneOnly = sumOf((purpose) => purpose.byOneOnly)
    const draws = sharedByAll + sharedBySome + byOneOnly
    const conflicts = this.#conflicts
    return { replication, draws, sharedByAll, sharedBySome, byOneOnly, conflicts, purposes }
  }

  #auditPurpose(purpose: string, variantCount: number): PurposeAudit {
    const counts = { sharedByAll: 0, sharedBySome: 0, byOneOnly: 0 }
    for (const draw of this.#drawsOf(purpose).values()) {
      if (draw.variantCount === variantCount) counts.sharedByAll++
      else if (draw.variantCount > 1) counts.sharedBySome++
      else counts.byOneOnly++
    }
    return { purpose, ...counts }
  }

  #drawsOf(purpose: string): Map<string, Draw> {
    const known = this.#purposes.get(purpose)
    if (known !== undefined) return known
    const draws = new Map<string, Draw>()
    this.#purposes.set(purpose, draws)
    return draws
  }
}
