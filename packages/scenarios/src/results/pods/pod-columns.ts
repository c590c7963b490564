import type { Column } from '../csv/column.ts'
import { POD_PARTS, POD_STAGES } from './pod-stages.ts'

/** The columns of pods.csv. */
export const POD_COLUMNS: readonly Column[] = [
  {
    name: 'workload',
    type: 'text',
    meaning: 'the set that controls the pod, spelled as in timeline.csv; empty where none does',
  },
  { name: 'namespace', type: 'text', meaning: 'its namespace' },
  { name: 'pod', type: 'text', meaning: 'its name, which several incarnations may have borne' },
  { name: 'uid', type: 'text', meaning: 'its uid, which no other pod has' },
  { name: 'ordinal', type: 'count', meaning: 'its ordinal in a StatefulSet' },
  { name: 'node', type: 'text', meaning: 'the node that it was bound to' },
  { name: 'zone', type: 'text', meaning: 'the zone of that node' },
  { name: 'revision', type: 'text', meaning: 'its label `controller-revision-hash`' },
  ...POD_STAGES.map(({ name, meaning }): Column => ({
    name: `${name}_at_s`,
    type: 'seconds',
    meaning: `when ${meaning}`,
  })),
  ...POD_PARTS.map(({ name, meaning }): Column => ({
    name: `${name}_s`,
    type: 'seconds',
    meaning,
  })),
  {
    name: 'life_s',
    type: 'seconds',
    meaning:
      'all those durations together: its time in the run until it was gone, or until the end',
  },
  { name: 'restarts', type: 'count', meaning: 'how often its containers were started again' },
  { name: 'ending', type: 'text', meaning: 'why it was deleted, in one of the words below' },
  { name: 'ended_by', type: 'text', meaning: 'the participant that deleted it' },
]
