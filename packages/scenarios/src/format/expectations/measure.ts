/**
 * What can be measured in a run and what sort of quantity it is:
 * - `series`: a number of pods or nodes that changes over time, a column of timeline.csv;
 * - `run`: one value a rollout;
 * - `pods`: one duration a pod, so that quantiles over pods exist within one run.
 */
interface MeasureDefinition {
  readonly of: 'series' | 'run' | 'pods'
  readonly unit: 'count' | 'duration' | 'pod-seconds'
  readonly description: string
}

/** All measures by the name that expectations and goals use. */
export const MEASURES = {
  desired: series('Pods that the workload asks for.'),
  pods: series('Pods that exist, terminating ones included.'),
  scheduled: series('Pods that have a node.'),
  running: series('Pods whose containers run.'),
  ready: series('Ready pods.'),
  available: series('Pods that have been ready for minReadySeconds.'),
  unavailable: series('Desired pods that are not available.'),
  updated: series('Pods of the update revision.'),
  terminating: series('Pods that have been deleted and are not gone.'),
  nodesReady: series('Ready nodes.'),
  rolloutDuration: run('duration', 'From the change until kubectl rollout status says done.'),
  minimumReady: run('count', 'The fewest ready pods during the rollout.'),
  readyPodSecondsLost: run('pod-seconds', 'Desired minus ready pods, summed over time.'),
  timeBelowQuorum: run('duration', 'How long fewer pods than a quorum were ready.'),
  longestPodOutage: run('duration', 'The longest time one pod was not ready.'),
  timeUnavailableInTwoZones: run(
    'duration',
    'How long pods of two zones were unavailable at once.',
  ),
  peakSurge: run(
    'count',
    'The most pods that ran at one time beyond the desired ones, terminating ones included.',
  ),
  blastRadius: run(
    'count',
    'The most pods of the new revision until the first of them had been ready for minReadySeconds.',
  ),
  podStart: pods('From a pod’s creation until it is ready.'),
  podTermination: pods('From a pod’s deletion until it is gone.'),
  podOutage: pods('From the end of a pod’s readiness until its successor is ready.'),
} as const satisfies Readonly<Record<string, MeasureDefinition>>

/** The name of something that can be measured. */
export type MeasureName = keyof typeof MEASURES

/** True for the name of a measure. */
export function isMeasureName(text: string): text is MeasureName {
  return Object.hasOwn(MEASURES, text)
}

function series(description: string) {
  return { of: 'series', unit: 'count', description } as const
}

function run<Unit extends MeasureDefinition['unit']>(unit: Unit, description: string) {
  return { of: 'run', unit, description } as const
}

function pods(description: string) {
  return { of: 'pods', unit: 'duration', description } as const
}
