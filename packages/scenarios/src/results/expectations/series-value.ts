import type { MEASURES, MeasureName } from '../../format/expectations/measure.ts'
import type { Workload } from '../workloads/workload.ts'

/** A measure that is a number of pods or nodes at every instant. */
export type SeriesName = {
  [Name in MeasureName]: (typeof MEASURES)[Name]['of'] extends 'series' ? Name : never
}[MeasureName]

/** What a series measures of the workload as it stands now. */
export function seriesValue(name: SeriesName, workload: Workload, nodesReady: number): number {
  switch (name) {
    case 'nodesReady':
      return nodesReady
    case 'pods':
      return workload.created
    default:
      return workload[name]
  }
}
