import { type JsonObject, isJsonObject, jsonAt } from '@seatrial/core'
import { ColumnLayout } from '../column-layout.ts'
import { describePodTemplate } from '../description/pod-template.ts'
import { type PrintedKind, nameWithKind, namesOf } from '../printed-kind.ts'
import type { RolloutHistoryRequest } from '../request/print-request.ts'
import { FinalTranscript } from './final-transcript.ts'
import { notFound } from './get-transcript.ts'
import { isNamed } from './object-filter.ts'
import type { ObjectsByKind } from './transcript-printer.ts'

const CHANGE_CAUSE = 'kubernetes.io/change-cause'

/**
 * `kubectl rollout history KIND/NAME`: the revisions of a set, oldest first, or the pod template of one of
 * them; asked for once, at the end.
 */
export class RolloutHistoryTranscript extends FinalTranscript {
  override readonly kinds: readonly PrintedKind[]
  readonly #request: RolloutHistoryRequest

  constructor(request: RolloutHistoryRequest) {
    super()
    this.kinds = [request.kind, 'ControllerRevision']
    this.#request = request
  }

  override end(objects: ObjectsByKind): string {
    const { kind, name, revision } = this.#request
    const set = objects[kind]?.find((object) => isNamed(object, this.#request))
    if (set === undefined) return notFound(kind, name)
    const owned = (objects.ControllerRevision ?? [])
      .filter((candidate) => isOwnedBy(candidate, jsonAt(set, 'metadata', 'uid')))
      .toSorted((one, other) => numberOf(one) - numberOf(other))
    const title = nameWithKind(kind, namesOf(kind).group, name)
    return revision === undefined
      ? `${title} \n${listOf(owned)}\n`
      : templateOf(owned, revision, title)
  }
}

function listOf(revisions: readonly JsonObject[]): string {
  const rows = revisions.map((revision) => [String(numberOf(revision)), changeCause(revision)])
  return new ColumnLayout('modern', 2).layOut([['REVISION', 'CHANGE-CAUSE'], ...rows])
}

function templateOf(revisions: readonly JsonObject[], wanted: number, title: string): string {
  const chosen = revisions.find((revision) => numberOf(revision) === wanted)
  if (chosen === undefined) return 'error: unable to find the specified revision\n'
  const template = jsonAt(chosen, 'data', 'spec', 'template')
  const description = describePodTemplate(isJsonObject(template) ? template : {})
  return `${title} with revision #${wanted}\n${description}\n`
}

function numberOf(revision: JsonObject): number {
  return Number(revision['revision'] ?? 0)
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
