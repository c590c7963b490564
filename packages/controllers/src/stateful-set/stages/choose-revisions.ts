import { type ControllerRevision, type JsonObject, UNSET, isRefusedFor } from '@seatrial/core'
import { revisionMetadata } from '../../history/revision-metadata.ts'
import { revisionName, statefulSetRevisionHash } from '../../history/revision-hash.ts'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import type { StageContext } from './stage-context.ts'

/** Finds the update revision, or makes it (STS-R4 to STS-R8). */
export function chooseRevisions(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const { set, selector, setRecord } = sync
  sync.history = context.revisions.listFor(set, selector)
  sync.collisionCount = set.status.collisionCount ?? 0
  const { template } = set.spec
  const choice = setRecord.revisions.choose(sync.history, template, sync.collisionCount)
  switch (choice.type) {
    case 'keep':
      return settle(sync, choice.revision)
    case 'renumber':
      sync.newRevision = { ...choice.revision, revision: choice.number }
      return sendRevision(sync, 'update', 'an earlier template is wanted again')
    case 'create':
      sync.newRevision = newRevision(sync, choice.number)
      return sendRevision(sync, 'create', 'the template has changed')
  }
}

export function checkRenumbering(sync: StatefulSetSync): StatefulSetStep {
  return sync.answer?.type === 'done' ? settleNew(sync) : giveUp(sync)
}

export function checkCreation(sync: StatefulSetSync): StatefulSetStep {
  const { answer } = sync
  if (answer === undefined || !isRefusedFor(answer, 'AlreadyExists')) {
    return answer?.type === 'done' ? settleNew(sync) : giveUp(sync)
  }
  const { name = '', namespace = '' } = sync.newRevision?.metadata ?? {}
  const target = { namespace, name, subresource: '', why: 'whose is the name?' } as const
  return sync.send({ verb: 'get', resource: 'controllerrevisions', ...target }, 'compare-existing')
}

/** What has the name is ours if it says the same, whoever owns it; else another name is tried. */
export function compareExisting(sync: StatefulSetSync): StatefulSetStep {
  const { answer, newRevision: wanted } = sync
  if (answer?.type !== 'done' || answer.object === undefined || wanted === undefined) {
    return giveUp(sync)
  }
  const existing = answer.object as ControllerRevision
  if (existing.data === wanted.data) return settle(sync, existing)
  sync.collisionCount++
  const hash = statefulSetRevisionHash(wanted.data, sync.collisionCount)
  const name = revisionName(sync.set.metadata.name, hash)
  sync.newRevision = { ...wanted, metadata: { ...wanted.metadata, name } }
  return sendRevision(sync, 'create', 'the first name was taken')
}

function settleNew(sync: StatefulSetSync): StatefulSetStep {
  const stored = sync.answer?.type === 'done' ? sync.answer.object : undefined
  return settle(sync, stored as ControllerRevision)
}

/** The current revision is the one that the status names, if it still exists (STS-R9). */
function settle(sync: StatefulSetSync, update: ControllerRevision): StatefulSetStep {
  const current = revisionNamed(sync.set.status.currentRevision, sync.history) ?? update
  sync.revisions = { current, update }
  return 'prepare'
}

function revisionNamed(
  name: string,
  history: readonly ControllerRevision[],
): ControllerRevision | undefined {
  for (const revision of history) if (revision.metadata.name === name) return revision
  return undefined
}

/** Without its revisions the pass does nothing but forget old ones (STS-R10). */
function giveUp(sync: StatefulSetSync): StatefulSetStep {
  sync.hasFailed = true
  return 'truncate-history'
}

function newRevision(
  { set, setRecord, collisionCount }: StatefulSetSync,
  number: number,
): ControllerRevision {
  const { template } = set.spec
  const data = setRecord.revisions.dataOf(template)
  const hash = statefulSetRevisionHash(data, collisionCount)
  return {
    kind: 'ControllerRevision',
    metadata: {
      name: revisionName(set.metadata.name, hash),
      namespace: set.metadata.namespace,
      uid: '',
      resourceVersion: 0,
      generation: 0,
      creationTimestamp: UNSET,
      deletionTimestamp: UNSET,
      finalizers: [],
      ...revisionMetadata(set, template, hash),
    },
    revision: number,
    data,
    content: JSON.parse(data) as JsonObject,
  }
}

function sendRevision(
  sync: StatefulSetSync,
  verb: 'create' | 'update',
  why: string,
): StatefulSetStep {
  const object = sync.newRevision as ControllerRevision
  const { name, namespace } = object.metadata
  return sync.send(
    { verb, resource: 'controllerrevisions', subresource: '', namespace, name, why, object },
    verb === 'create' ? 'check-creation' : 'check-renumbering',
  )
}
