import {
  type Behaviours,
  type KubernetesProfile,
  type Resource,
  behaviours,
  resolveFeatureGates,
} from '@seatrial/core'
import type { Scenario } from '../format/scenario/scenario.ts'
import type { RunOptions } from '../run/build-cluster.ts'
import type { RunResult } from '../run/run-result.ts'
import type { SimulateOptions } from '../run/simulate-options.ts'
import { type FoundDifference, areAlikeUpTo, findDifference } from './find-difference.ts'
import { RecordedRun } from './recorded-run.ts'

/** The name of a switch in the table of releases; `release` stands for what the API server makes of it. */
export type SwitchName = keyof Behaviours

export interface CompareReleasesOptions
  extends Omit<RunOptions, 'behaviours'>, Pick<SimulateOptions, 'warmUp'> {
  /** Only changes of these resources are laid side by side; all by default. */
  readonly resources?: readonly Resource[]
  /** How many differences are looked for at most, each of which costs some more runs; 1 by default. */
  readonly differencesMax?: number
}

/** The same rollout under two releases. */
export interface ReleaseComparison {
  readonly a: RunResult
  readonly b: RunResult
  /**
   * The first stored change that differs and its cause; then the next one that is left when that cause is
   * taken away, and so on.
   */
  readonly differences: readonly ReleaseDifference[]
}

/** A stored change that differs between two releases. */
export interface ReleaseDifference extends FoundDifference {
  /** The switches that cause it: flipped from the one release to the other, they take it away. */
  readonly switches: readonly SwitchName[]
}

/**
 * Runs a scenario under two releases and finds the first stored change that differs, and the switch that
 * causes it: by flipping the switches in which the releases differ, one at a time.
 *
 * Throws `InputErrors` when one of the releases would refuse what the scenario does.
 */
export function compareReleases(
  scenario: Scenario,
  a: KubernetesProfile,
  b: KubernetesProfile,
  options: CompareReleasesOptions = {},
): ReleaseComparison {
  const { resources, differencesMax = 1, ...run } = options
  const record = (switches: Behaviours) =>
    new RecordedRun(scenario, { behaviours: switches, resources, run })
  const target = switchesOf(scenario, b)
  let switches = switchesOf(scenario, a)
  const [runA, runB] = [record(switches), record(target)]
  const differences: ReleaseDifference[] = []
  let left = runA
  while (differences.length < differencesMax) {
    const found = findDifference(left, runB)
    if (found === undefined) break
    const causes = findCauses({ switches, target, index: found.index, runB, record })
    differences.push({ ...found, switches: causes })
    switches = flipped(switches, target, causes)
    left = record(switches)
  }
  return { a: runA.finish(), b: runB.finish(), differences }
}

function switchesOf(scenario: Scenario, release: KubernetesProfile): Behaviours {
  const settings = scenario.featureGates as Readonly<Record<string, boolean>>
  return behaviours(release, resolveFeatureGates(release, settings))
}

/**
 * The switches that take a difference away. Mostly one does it alone; where it takes several, those are
 * left without which it comes back.
 */
function findCauses({
  switches,
  target,
  index,
  runB,
  record,
}: {
  readonly switches: Behaviours
  readonly target: Behaviours
  readonly index: number
  readonly runB: RecordedRun
  readonly record: (switches: Behaviours) => RecordedRun
}): readonly SwitchName[] {
  const candidates = differingSwitches(switches, target)
  const removes = (names: readonly SwitchName[]) =>
    areAlikeUpTo(index, record(flipped(switches, target, names)), runB)
  for (const name of candidates) if (removes([name])) return [name]
  let causes = candidates
  for (const name of candidates) {
    const fewer = causes.filter((other) => other !== name)
    if (removes(fewer)) causes = fewer
  }
  return causes
}

/** In the order of the table. */
function differingSwitches(one: Behaviours, other: Behaviours): readonly SwitchName[] {
  return (Object.keys(one) as SwitchName[]).filter((name) => one[name] !== other[name])
}

function flipped(
  switches: Behaviours,
  target: Behaviours,
  names: readonly SwitchName[],
): Behaviours {
  return { ...switches, ...Object.fromEntries(names.map((name) => [name, target[name]])) }
}
