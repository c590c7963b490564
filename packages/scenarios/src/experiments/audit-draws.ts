import type { DrawRecorder } from '@seatrial/core'
import { simulate } from '../run/simulate.ts'
import { runOptions } from './run-replication.ts'
import type { Study } from './study.ts'

/** What the variants of a study drew in one replication, draw by draw. */
export interface DrawAudit {
  readonly replication: number
  /** How many different draws there were in all variants together. */
  readonly draws: number
  /** Drawn by all variants, with one value: what makes their differences their own. */
  readonly sharedByAll: number
  /** Drawn by more than one variant but not by all, with one value. */
  readonly sharedBySome: number
  /** Drawn by one variant only: pods or nodes that the others did not have. */
  readonly byOneOnly: number
  /** Drawn by several variants with different values, which must never be. */
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
  /** The variants that drew it, and what they got, in the same order. */
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

/** Who drew a number, and what came of it. */
interface Draw {
  readonly variants: number[]
  readonly values: number[]
}

/** Writes down every draw by its purpose and its key. */
class DrawLedger implements DrawRecorder {
  readonly #purposes = new Map<string, Map<string, Draw>>()
  #variant = -1

  /** What is drawn from now on is drawn by this variant. */
  begin(variant: number): void {
    this.#variant = variant
  }

  drawn(purpose: string, entity: number, attempt: number, value: number): void {
    const draws = this.#purposes.get(purpose) ?? new Map<string, Draw>()
    this.#purposes.set(purpose, draws)
    const key = `${entity}/${attempt}`
    const draw = draws.get(key)
    if (draw === undefined) {
      draws.set(key, { variants: [this.#variant], values: [value] })
    } else if (draw.variants.at(-1) !== this.#variant) {
      draw.variants.push(this.#variant)
      draw.values.push(value)
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
    const conflicts = names.flatMap((name) => this.#conflictsOf(name))
    const draws = sharedByAll + sharedBySome + byOneOnly + conflicts.length
    return { replication, draws, sharedByAll, sharedBySome, byOneOnly, conflicts, purposes }
  }

  #auditPurpose(purpose: string, variantCount: number): PurposeAudit {
    const counts = { sharedByAll: 0, sharedBySome: 0, byOneOnly: 0 }
    for (const draw of this.#drawsOf(purpose).values()) {
      if (isConflict(draw)) continue
      if (draw.variants.length === variantCount) counts.sharedByAll++
      else if (draw.variants.length > 1) counts.sharedBySome++
      else counts.byOneOnly++
    }
    return { purpose, ...counts }
  }

  #conflictsOf(purpose: string): readonly DrawConflict[] {
    return [...this.#drawsOf(purpose)]
      .filter(([, draw]) => isConflict(draw))
      .map(([key, { variants, values }]) => ({ purpose, key, variants, values }))
  }

  #drawsOf(purpose: string): ReadonlyMap<string, Draw> {
    return this.#purposes.get(purpose) ?? new Map<string, Draw>()
  }
}

function isConflict({ values }: Draw): boolean {
  return values.some((value) => value !== values[0])
}
