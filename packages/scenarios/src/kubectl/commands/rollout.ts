import {
  type JsonObject,
  compareText,
  formatTimestamp,
  isJsonObject,
  jsonAt,
  qualifiedResource,
} from '@seatrial/core'
import { restarted } from '../../format/manifests/manifest-change.ts'
import {
  type CommandContext,
  type CommandProgress,
  namespaceOf,
  numberFlag,
} from '../command-context.ts'
import { type KindNames, namesOfKind } from '../kinds.ts'
import { KubectlError } from '../kubectl-error.ts'
import { type NamedObject, labelOf, namedObjects, storedObject } from '../named-objects.ts'
import { strategicPatch } from '../patches/strategic-patch.ts'
import { LAST_APPLIED } from './apply.ts'

/** `kubectl rollout restart|undo|pause|resume KIND/NAME`. */
export function rollout(context: CommandContext): CommandProgress {
  const { words } = context.line
  const verb = words[1] ?? ''
  for (const object of namedObjects(words.slice(2))) {
    const stored = storedObject(context, object)
    switch (verb) {
      case 'restart':
        restart(context, object, stored)
        break
      case 'undo':
        undo(context, object, stored)
        break
      case 'pause':
      case 'resume':
        throw unsupported(object, verb)
      default:
        throw new KubectlError(`error: unknown command "${verb}"`)
    }
  }
  return 'done'
}

/** Only Deployments can be paused. */
function unsupported({ names, name }: NamedObject, verb: 'pause' | 'resume'): KubectlError {
  const doing = verb === 'pause' ? 'pausing' : 'resuming'
  return new KubectlError(
    `error: ${qualifiedResource(names.resource)} "${name}" ${doing} is not supported`,
  )
}

function restart(
  { objects, output }: CommandContext,
  object: NamedObject,
  stored: JsonObject,
): void {
  objects.replace(object.names, stored, restarted(stored, formatTimestamp(objects.now)))
  output.print(`${labelOf(object)} restarted`)
}

/** Goes back to an earlier revision: to the last but one, unless another one is asked for. */
function undo(context: CommandContext, object: NamedObject, stored: JsonObject): void {
  const { objects, output } = context
  const revision = chosenRevision(
    revisionsOf(context, stored),
    numberFlag(context, 'to-revision') ?? 0,
  )
  const data = revision['data']
  const wanted = strategicPatch(stored, isJsonObject(data) ? data : {})
  const outcome = objects.replace(object.names, stored, wanted)
  if (jsonAt(stored, 'metadata', 'annotations', LAST_APPLIED) !== undefined) {
    output.warn(appliedWarning(object))
  }
  output.print(
    outcome === 'changed'
      ? `${labelOf(object)} rolled back`
      : `${labelOf(object)} skipped rollback (current template already matches revision ${numberOf(revision)})`,
  )
}

/** The revisions that an object controls, oldest first. */
function revisionsOf(context: CommandContext, owner: JsonObject): readonly JsonObject[] {
  const uid = jsonAt(owner, 'metadata', 'uid')
  const names: KindNames = namesOfKind('ControllerRevision')
  return context.objects
    .list(names, namespaceOf(context))
    .filter((revision) => isOwnedBy(revision, uid))
    .toSorted(
      (one, other) =>
        numberOf(one) - numberOf(other) ||
        compareText(
          String(jsonAt(one, 'metadata', 'name')),
          String(jsonAt(other, 'metadata', 'name')),
        ),
    )
}

function isOwnedBy(revision: JsonObject, uid: unknown): boolean {
  const owners = jsonAt(revision, 'metadata', 'ownerReferences')
  return (
    Array.isArray(owners) && (owners as readonly JsonObject[]).some((owner) => owner['uid'] === uid)
  )
}

function chosenRevision(revisions: readonly JsonObject[], wanted: number): JsonObject {
  if (wanted === 0 && revisions.length < 2)
    throw new KubectlError('error: no last revision to roll back to')
  const chosen =
    wanted === 0 ? revisions.at(-2) : revisions.find((revision) => numberOf(revision) === wanted)
  if (chosen !== undefined) return chosen
  throw new KubectlError(`error: unable to find specified revision ${wanted} in history`)
}

function numberOf(revision: JsonObject): number {
  return Number(revision['revision'] ?? 0)
}

function appliedWarning({ names, name }: NamedObject): string {
  return (
    `Warning: resource ${names.resource}/${name} was previously managed with 'kubectl apply'. Rolling ` +
    `back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on ` +
    "future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous " +
    'configuration file instead.'
  )
}
