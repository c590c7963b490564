import type { Behaviours, JsonObject, WallTime } from '@seatrial/core'
import type { PrintedKind } from './printed-kind.ts'
import type { Cell, Column, Table } from './table.ts'
import { CONTROLLER_REVISION_TABLE } from './tables/controller-revision.ts'
import { DAEMON_SET_TABLE } from './tables/daemon-set.ts'
import { EVENT_TABLE } from './tables/event.ts'
import { NAMESPACE_TABLE } from './tables/namespace.ts'
import { NODE_TABLE } from './tables/node.ts'
import { PERSISTENT_VOLUME_CLAIM_TABLE } from './tables/persistent-volume-claim.ts'
import { PERSISTENT_VOLUME_TABLE } from './tables/persistent-volume.ts'
import { POD_DISRUPTION_BUDGET_TABLE } from './tables/pod-disruption-budget.ts'
import { POD_TABLE } from './tables/pod.ts'
import { RESOURCE_QUOTA_TABLE } from './tables/resource-quota.ts'
import { SERVICE_TABLE } from './tables/service.ts'
import { STATEFUL_SET_TABLE } from './tables/stateful-set.ts'
import { STORAGE_CLASS_TABLE } from './tables/storage-class.ts'

/** What decides the columns of a kind's table. */
export interface KindTableOptions {
  /** With the columns of `-o wide`. */
  readonly wide: boolean
  readonly behaviours: Behaviours
}

/** The table of one kind as one release prints it. */
export interface KindTable {
  /** The names of the columns as the API server writes them. */
  readonly columns: readonly string[]

  /** What the columns say of an object, given as `kubectl get -o json` gives it. */
  cells(object: JsonObject, now: WallTime): Cell[]
}

/** The table of a kind: the columns of the API server, before kubectl adds its own. */
export function kindTable(kind: PrintedKind, options: KindTableOptions): KindTable {
  return KIND_TABLES[kind](options)
}

const KIND_TABLES: Readonly<Record<PrintedKind, (options: KindTableOptions) => KindTable>> = {
  Pod: tableMaker(POD_TABLE),
  StatefulSet: tableMaker(STATEFUL_SET_TABLE),
  DaemonSet: tableMaker(DAEMON_SET_TABLE),
  Node: tableMaker(NODE_TABLE),
  PersistentVolumeClaim: tableMaker(PERSISTENT_VOLUME_CLAIM_TABLE),
  PersistentVolume: tableMaker(PERSISTENT_VOLUME_TABLE),
  PodDisruptionBudget: tableMaker(POD_DISRUPTION_BUDGET_TABLE),
  ControllerRevision: tableMaker(CONTROLLER_REVISION_TABLE),
  Namespace: tableMaker(NAMESPACE_TABLE),
  Event: tableMaker(EVENT_TABLE),
  ResourceQuota: tableMaker(RESOURCE_QUOTA_TABLE),
  Service: tableMaker(SERVICE_TABLE),
  StorageClass: tableMaker(STORAGE_CLASS_TABLE),
}

/** Hides what a table reads of its kind: from outside, all tables take the same objects. */
function tableMaker<Read>(table: Table<Read>): (options: KindTableOptions) => KindTable {
  return (options) => {
    const columns = table.columns.filter((column) => isShown(column, options))
    const { behaviours } = options
    return {
      columns: columns.map(({ name }) => name),
      cells: (object, now) => {
        const read = table.read(object, behaviours)
        const context = { now, behaviours }
        return columns.map(({ cell }) => cell(read, context))
      },
    }
  }
}

function isShown<Read>(column: Column<Read>, { wide, behaviours }: KindTableOptions): boolean {
  return (wide || column.wide !== true) && (column.exists?.(behaviours) ?? true)
}
