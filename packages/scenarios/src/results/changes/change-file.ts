import {
  type Behaviours,
  Pod,
  type SimTime,
  type StoredChange,
  kindOf,
  nameOf,
  namespaceOf,
} from '@seatrial/core'
import type { Column, Field } from '../csv/column.ts'
import { RowFile } from '../csv/row-file.ts'
import { restartsOf } from '../pods/pod-row.ts'
import type { ByteSink } from '../sink.ts'
import { objectWords } from './object-words.ts'

/** The columns of events.csv. */
export const CHANGE_COLUMNS: readonly Column[] = [
  { name: 'time_s', type: 'seconds', meaning: 'the instant, since the start of the run' },
  { name: 'type', type: 'text', meaning: '`ADDED`, `MODIFIED` or `DELETED`' },
  { name: 'kind', type: 'text', meaning: 'of the object' },
  { name: 'namespace', type: 'text', meaning: 'of the object; empty outside of namespaces' },
  { name: 'name', type: 'text', meaning: 'of the object' },
  {
    name: 'ready',
    type: 'text',
    meaning: 'READY of `kubectl get`; for a DaemonSet its ready and its desired pods',
  },
  { name: 'status', type: 'text', meaning: 'STATUS of `kubectl get`; empty for kinds without it' },
  { name: 'restarts', type: 'count', meaning: 'of the containers of a pod' },
  { name: 'node', type: 'text', meaning: 'the node of a pod' },
  { name: 'revision', type: 'text', meaning: 'the label `controller-revision-hash` of a pod' },
  { name: 'by', type: 'text', meaning: 'the participant that asked for the change' },
  { name: 'why', type: 'text', meaning: 'its reason, where it has one to tell' },
]

/** Writes events.csv: a row for each stored change, as it happens. */
export class ChangeFile {
  readonly #file: RowFile
  readonly #behaviours: Behaviours

  constructor(sink: ByteSink, behaviours: Behaviours) {
    this.#file = new RowFile(CHANGE_COLUMNS, sink)
    this.#behaviours = behaviours
  }

  write(change: StoredChange, time: SimTime): void {
    this.#file.write(changeFields(change, time, this.#behaviours))
  }

  /** Hands the last rows on. */
  close(): void {
    this.#file.close()
  }
}

/** The values of a change's row in the order of the columns. */
function changeFields(
  { type, object, by, why }: StoredChange,
  time: SimTime,
  behaviours: Behaviours,
): readonly Field[] {
  const { ready, status } = objectWords(object, behaviours)
  const [restarts, node, revision] =
    object instanceof Pod
      ? [restartsOf(object), object.nodeName, object.metadata.revision]
      : [undefined, '', '']
  return [
    time,
    type,
    kindOf(object),
    namespaceOf(object),
    nameOf(object),
    ready,
    status,
    restarts,
    node,
    revision,
    by,
    why,
  ]
}
