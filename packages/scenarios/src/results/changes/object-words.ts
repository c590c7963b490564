import {
  type Behaviours,
  type MetaObject,
  Pod,
  type StoredObject,
  UNSET,
  nodeReadiness,
} from '@seatrial/core'
import { podWords } from './pod-words.ts'

/** What kubectl's columns READY and STATUS say of an object; '' where its table has no such column. */
export interface ObjectWords {
  readonly ready: string
  readonly status: string
}

/** A stored object in the words of its row in `kubectl get`. */
export function objectWords(object: StoredObject, behaviours: Behaviours): ObjectWords {
  return object instanceof Pod ? podWords(object, behaviours) : metaObjectWords(object)
}

function metaObjectWords(object: MetaObject): ObjectWords {
  switch (object.kind) {
    case 'StatefulSet':
      return { ready: `${object.status.readyReplicas}/${object.spec.replicas}`, status: '' }
    case 'DaemonSet': {
      const { numberReady, desiredNumberScheduled } = object.status
      return { ready: `${numberReady}/${desiredNumberScheduled}`, status: '' }
    }
    case 'Node': {
      const ready = nodeReadiness(object) === 'True' ? 'Ready' : 'NotReady'
      const status = object.spec.unschedulable ? `${ready},SchedulingDisabled` : ready
      return { ready: '', status }
    }
    case 'PersistentVolumeClaim':
    case 'PersistentVolume': {
      const isDeleted = object.metadata.deletionTimestamp !== UNSET
      return { ready: '', status: isDeleted ? 'Terminating' : object.phase }
    }
    default:
      return { ready: '', status: '' }
  }
}
