import { type ControllerRevision, compareText, controllerOf, isRefusedFor } from '@seatrial/core'
import { statefulSetRevisionData } from '../../../src/history/revision-data.ts'
import { revisionName, statefulSetRevisionHash } from '../../../src/history/revision-hash.ts'
import type { Pass } from './pass.ts'
import { RefusedError } from './view.ts'

/** `statefulset.md` §7.1. */
export function byAge(one: ControllerRevision, other: ControllerRevision): number {
  return (
    one.revision - other.revision ||
    one.metadata.creationTimestamp - other.metadata.creationTimestamp ||
    compareText(one.metadata.name, other.metadata.name)
  )
}

/** §7.4. */
export function chooseRevisions(pass: Pass): void {
  const { behaviours } = pass.view
  const { uid, name } = pass.set.metadata
  pass.history = pass.view.revisions
    .filter(({ metadata }) => {
      const owner = controllerOf(metadata.ownerReferences)
      return (owner === undefined || owner.uid === uid) && pass.selector.matches(metadata.labels)
    })
    .toSorted(byAge)
  pass.collisionCount = pass.set.status.collisionCount ?? 0
  const data = statefulSetRevisionData(pass.set.spec.template, behaviours)
  const last = pass.history.at(-1)
  const number = (last?.revision ?? 0) + 1
  const equal = pass.history.filter((revision) => revision.data === data)
  const lastEqual = equal.at(-1)
  if (lastEqual !== undefined && last?.data === lastEqual.data) {
    pass.update = last.metadata.name
  } else if (lastEqual !== undefined) {
    const { name: renumbered } = lastEqual.metadata
    const asked = { verb: 'update', resource: 'controllerrevisions', name: renumbered }
    pass.must({ ...asked, content: number })
    pass.update = renumbered
  } else {
    pass.update = createRevision(pass, name, data, number)
  }
  const stored = pass.history.find(
    ({ metadata }) => metadata.name === pass.set.status.currentRevision,
  )
  pass.current = stored?.metadata.name ?? pass.update
}

/** §7.5; false when it failed. */
export function truncate(pass: Pass): boolean {
  const limit = pass.set.spec.revisionHistoryLimit
  const labels = new Set(pass.claimed.map(({ revision }) => revision))
  const unused = pass.history.filter(
    ({ metadata: { name } }) => name !== pass.current && name !== pass.update && !labels.has(name),
  )
  if (limit < 0) return true
  for (const { metadata } of unused.slice(0, Math.max(0, unused.length - limit))) {
    const asked = { verb: 'delete', resource: 'controllerrevisions', name: metadata.name }
    if (pass.ask(asked).type === 'refused') return false
  }
  return true
}

function createRevision(pass: Pass, setName: string, data: string, number: number): string {
  for (;;) {
    const name = revisionName(setName, statefulSetRevisionHash(data, pass.collisionCount))
    const asked = { verb: 'create', resource: 'controllerrevisions', name, content: number }
    const result = pass.ask(asked)
    if (result.type === 'done') return name
    if (!isRefusedFor(result, 'AlreadyExists')) throw new RefusedError(result.reason)
    const existing = pass.must({ verb: 'get', resource: 'controllerrevisions', name })
    if ((existing as ControllerRevision).data === data) return name
    pass.collisionCount++
  }
}
