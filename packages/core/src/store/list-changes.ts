import { compareText } from '../api/compare-text.ts'
import { Pod } from '../api/pod.ts'
import { type Resource, type StoredObject, keyOf, resourceVersionOf } from '../api/stored-object.ts'
import type { SimTime } from '../kernel/time.ts'
import type { StoredChange } from './stored-change.ts'

/** What the first list of a new watcher shows: every object as one that was added, sorted by key. */
export function firstChanges(
  resource: Resource,
  objects: Iterable<StoredObject>,
  time: SimTime,
): readonly StoredChange[] {
  return [...objects]
    .sort((one, other) => compareText(keyOf(one), keyOf(other)))
    .map((object) => addition(resource, object, time))
}

/**
 * What a new list shows of changes that a broken watch has missed: one change an object, from its last
 * known state to its newest, none where it came and went in between.
 *
 * First come the objects that are there, then those that are gone, each sorted by key. An object that
 * was deleted and made again counts as modified, since its key has stayed; one that is gone is told
 * with the state that was known last, which may be older than its end.
 */
export function netChanges(missed: readonly StoredChange[]): readonly StoredChange[] {
  const present: StoredChange[] = []
  const gone: StoredChange[] = []
  for (const { known, last } of historiesOf(missed)) {
    if (last.type !== 'DELETED') {
      const type = known === undefined ? 'ADDED' : 'MODIFIED'
      present.push({ ...last, type, previous: known })
    } else if (known !== undefined) {
      gone.push({ ...last, object: known, previous: known })
    }
  }
  return [...present, ...gone]
}

/** An object as it stands, told as one that was added; nobody in particular has done it. */
export function addition(resource: Resource, object: StoredObject, time: SimTime): StoredChange {
  return {
    type: 'ADDED',
    resource,
    object,
    previous: undefined,
    time,
    resourceVersion: resourceVersionOf(object),
    by: '',
    why: '',
  }
}

/** The change as one cache after the other takes it: another object under the same key replaces it. */
export function cacheChanges(change: StoredChange): readonly StoredChange[] {
  const { object, previous } = change
  if (previous === undefined || isSameObject(object, previous)) return [change]
  return [
    { ...change, type: 'DELETED', object: previous },
    { ...change, type: 'ADDED', previous: undefined },
  ]
}

/** What has become of one object: its state before the first missed change, and the last one. */
interface History {
  /** Undefined when the object was not there. */
  readonly known: StoredObject | undefined
  readonly last: StoredChange
}

/** The histories of all objects, sorted by key. */
function historiesOf(missed: readonly StoredChange[]): readonly History[] {
  const histories = new Map<string, History>()
  for (const last of missed) {
    const key = keyOf(last.object)
    const earlier = histories.get(key)
    histories.set(key, { known: earlier === undefined ? last.previous : earlier.known, last })
  }
  return [...histories]
    .sort(([one], [other]) => compareText(one, other))
    .map(([, history]) => history)
}

/** True for two versions of one object: to have the same key is not enough. */
function isSameObject(one: StoredObject, other: StoredObject): boolean {
  if (one instanceof Pod) return one.identity === (other as Pod).identity
  return one.metadata.uid === (other as Exclude<StoredObject, Pod>).metadata.uid
}
