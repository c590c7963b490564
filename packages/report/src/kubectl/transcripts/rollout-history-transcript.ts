import { type JsonObject, jsonAt } from '@seatrial/core'
import { ColumnLayout } from '../column-layout.ts'
import { type PrintedKind, nameWithKind, namesOf } from '../printed-kind.ts'
import { metadataOf } from '../printed-objects.ts'
import type { RolloutHistoryRequest } from '../request/print-request.ts'
import { notFound } from './get-transcript.ts'
import type { ObjectsByKind, TranscriptPrinter } from './transcript-printer.ts'

const CHANGE_CAUSE = 'kubernetes.io/change-cause'

/** `kubectl rollout history KIND/NAME`: the revisions of a set, oldest first; asked for once, at the end. */
export class RolloutHistoryTranscript implements TranscriptPrinter {
  readonly kinds: readonly PrintedKind[]
  readonly #request: RolloutHistoryRequest

  constructor(request: RolloutHistoryRequest) {
    this.kinds = [request.kind, 'ControllerRevision']
    this.#request = request
  }

  start(): string {
    return ''
  }

  change(): string {
    return ''
  }

  end(objects: ObjectsByKind): string {
    const { kind, name, namespace } = this.#request
    const set = objects[kind]?.find((object) => {
      const metadata = metadataOf(object)
      return metadata.name === name && metadata.namespace === namespace
    })
    if (set === undefined) return notFound(kind, name)
    const revisions = (objects.ControllerRevision ?? [])
      .filter((revision) => isOwnedBy(revision, jsonAt(set, 'metadata', 'uid')))
      .map((revision) => [Number(revision['revision']), changeCause(revision)] as const)
      .toSorted(([one], [other]) => one - other)
    const rows = revisions.map(([number, cause]) => [String(number), cause])
    const table = new ColumnLayout('modern', 2).layOut([['REVISION', 'CHANGE-CAUSE'], ...rows])
    return `${nameWithKind(kind, namesOf(kind).group, name)} \n${table}\n`
  }
}

function isOwnedBy(revision: JsonObject, uid: unknown): boolean {
  const owners = jsonAt(revision, 'metadata', 'ownerReferences')
  return (
    Array.isArray(owners) && (owners as readonly JsonObject[]).some((owner) => owner['uid'] === uid)
  )
}

function changeCause(revision: JsonObject): string {
  return String(jsonAt(revision, 'metadata', 'annotations', CHANGE_CAUSE) ?? '<none>')
}
