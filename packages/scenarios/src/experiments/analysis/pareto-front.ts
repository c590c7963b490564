import { REPLICATION_MEASURES, type ReplicationMeasure } from '../replication-measure.ts'
import { simultaneousLevel } from '../statistics/confidence-interval.ts'
import { estimateDifference } from '../statistics/paired-difference.ts'
import { tallyOf } from '../statistics/mean.ts'
import type { Objective } from './objective.ts'
import type { ReplicationTable } from './replication-table.ts'

/** The variants that no other one is shown to be better than in every respect. */
export interface ParetoFront {
  readonly objectives: readonly FrontObjective[]
  /** How many paired intervals it rests on, which hold together at 95 %. */
  readonly familySize: number
  /** The numbers of the variants on it, in their order. */
  readonly members: readonly number[]
  /** Why each of the others is not. */
  readonly dominated: readonly Domination[]
}

/** What counts, and which difference of it does not matter. */
export interface FrontObjective {
  readonly measure: ReplicationMeasure
  readonly indifference: number
}

/** A variant, one that is no worse in anything that matters, and in what that one is better. */
export interface Domination {
  readonly variant: number
  readonly by: number
  readonly betterIn: readonly ReplicationMeasure[]
}

/** What people weigh against each other: time, availability, cost and what a bad version harms. */
const OBJECTIVES: readonly string[] = [
  'rolloutDuration',
  'readyPodSecondsLost',
  'peakSurge',
  'blastRadius',
]

/** Without a word of the user a hundredth of a mean does not matter. */
const INDIFFERENT_SHARE = 0.01

/**
 * The statistical Pareto front. One variant dominates another when each paired interval shows it no
 * worse by more than that objective's indifference, and one shows it better.
 */
export function paretoFront(table: ReplicationTable, goal: Objective | undefined): ParetoFront {
  const { variants } = table
  const objectives = frontObjectives(table, goal)
  const familySize = ((variants.length * (variants.length - 1)) / 2) * objectives.length
  const level = simultaneousLevel(0.95, familySize)
  const dominations = variants.map((variant) =>
    variants.flatMap((by): readonly Domination[] => {
      const betterIn = by === variant ? [] : dominance(table, { by, variant }, objectives, level)
      return betterIn.length === 0 ? [] : [{ variant, by, betterIn }]
    }),
  )
  const members = variants.filter((_, index) => dominations[index]!.length === 0)
  return {
    objectives,
    familySize,
    members,
    // Best told by a variant that one would choose.
    dominated: dominations.flatMap(
      (own) => own.find(({ by }) => members.includes(by)) ?? own[0] ?? [],
    ),
  }
}

function frontObjectives(
  table: ReplicationTable,
  goal: Objective | undefined,
): readonly FrontObjective[] {
  const measures = REPLICATION_MEASURES.filter(
    (measure) =>
      (OBJECTIVES.includes(measure.name) || measure === goal?.measure) &&
      table.variants.every((variant) => !table.valuesOf(variant, measure).some(Number.isNaN)),
  )
  return measures.map((measure) => ({
    measure,
    indifference:
      (measure === goal?.measure ? goal.indifference : undefined) ?? hundredthOf(table, measure),
  }))
}

/** Of the first variant that has a mean; 0 where none does. */
function hundredthOf(table: ReplicationTable, measure: ReplicationMeasure): number {
  const means = table.variants.map((variant) => tallyOf(table.valuesOf(variant, measure)).mean)
  return INDIFFERENT_SHARE * Math.abs(means.find(Number.isFinite) ?? 0)
}

/** In what one variant is shown to be better; nothing unless it is no worse in all else. */
function dominance(
  table: ReplicationTable,
  { by, variant }: { readonly by: number; readonly variant: number },
  objectives: readonly FrontObjective[],
  level: number,
): readonly ReplicationMeasure[] {
  const betterIn: ReplicationMeasure[] = []
  for (const { measure, indifference } of objectives) {
    const deficit = deficitOf(table, { by, variant }, measure, level)
    if (!(deficit.high <= indifference)) return []
    if (deficit.high < 0) betterIn.push(measure)
  }
  return betterIn
}

/**
 * By how much one variant is worse than another. A run that did not end makes a mean infinite: that of
 * both is beyond comparison.
 */
function deficitOf(
  table: ReplicationTable,
  { by, variant }: { readonly by: number; readonly variant: number },
  measure: ReplicationMeasure,
  level: number,
): { readonly high: number } {
  const own = table.valuesOf(by, measure)
  const other = table.valuesOf(variant, measure)
  const difference =
    measure.better === 'less'
      ? estimateDifference(own, other, level)
      : estimateDifference(other, own, level)
  switch (difference.type) {
    case 'identical':
      return { high: 0 }
    case 'difference':
      return difference.interval
    case 'unfinished':
      return { high: own.includes(Infinity) ? Infinity : -Infinity }
  }
}
