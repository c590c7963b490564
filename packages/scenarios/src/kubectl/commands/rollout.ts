import {
  type JsonObject,
  compareText,
  formatTimestamp,
  isJsonObject,
  jsonAt,
  qualifiedResource,
} from '@seatrial/core'
import { restarted } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, numberFlag } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { type KindNames, namesOfKind } from '../kinds.ts'
import { KubectlError } from '../kubectl-error.ts'
import { type NamedObject, storedObject } from '../named-objects.ts'
import { strategicPatch } from '../patches/strategic-patch.ts'
import { objectsOrAllOfKind } from '../selected-objects.ts'
import { tell } from '../tell.ts'
import { LAST_APPLIED } from './apply.ts'

/** `kubectl rollout restart|undo|pause|resume KIND/NAME`; a kind alone means all of that kind. */
export function rollout(context: CommandContext): CommandProgress {
  const { words } = context.line
  const act = actionFor(words[1] ?? '')
  return handleEach(context, objectsOrAllOfKind(context, words.slice(2)), (object) => {
    act(context, object, storedObject(context, object))
  })
}

type RolloutAction = (context: CommandContext, object: NamedObject, stored: JsonObject) => void

function actionFor(verb: string): RolloutAction {
  switch (verb) {
    case 'restart':
      return restart
    case 'undo':
      return undo
    case 'pause':
      return (_context, object) => refuse(object, 'pausing')
    case 'resume':
      return (_context, object) => refuse(object, 'resuming')
    default:
      throw new KubectlError(`error: unknown command "rollout ${verb}"`)
  }
}

/** Only Deployments can be paused, and only what makes pods of a template can be restarted. */
function refuse({ names, name }: NamedObject, doing: string): never {
  throw new KubectlError(
    `error: ${qualifiedResource(names.resource)} "${name}" ${doing} is not supported`,
  )
}

const WORKLOADS = ['DaemonSet', 'Deployment', 'StatefulSet']

function restart(context: CommandContext, object: NamedObject, stored: JsonObject): void {
  if (!WORKLOADS.includes(object.names.kind)) refuse(object, 'restarting')
  const { objects } = context
  const wanted = restarted(stored, formatTimestamp(objects.now))
  if (objects.replace(object.names, stored, wanted) === 'unchanged') {
    throw new KubectlError(
      `error: failed to create patch for ${object.name}: if restart has already been triggered within ` +
        'the past second, please wait before attempting to trigger another',
    )
  }
  tell(context, object, 'restarted')
}

/** Goes back to an earlier revision: to the last but one, unless another one is asked for. */
function undo(context: CommandContext, object: NamedObject, stored: JsonObject): void {
  const revision = chosenRevision(
    revisionsOf(context, object, stored),
    numberFlag(context, 'to-revision') ?? 0,
  )
  const data = revision['data']
  const wanted = strategicPatch(stored, isJsonObject(data) ? data : {})
  const outcome = context.objects.replace(object.names, stored, wanted)
  if (jsonAt(stored, 'metadata', 'annotations', LAST_APPLIED) !== undefined) {
    context.output.warn(appliedWarning(object))
  }
  tell(
    context,
    object,
    outcome === 'changed'
      ? 'rolled back'
      : `skipped rollback (current template already matches revision ${numberOf(revision)})`,
  )
}

/** The revisions that an object controls, oldest first. */
function revisionsOf(
  { objects }: CommandContext,
  { namespace }: NamedObject,
  owner: JsonObject,
): readonly JsonObject[] {
  const uid = jsonAt(owner, 'metadata', 'uid')
  const names: KindNames = namesOfKind('ControllerRevision')
  return objects
    .list(names, namespace)
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
