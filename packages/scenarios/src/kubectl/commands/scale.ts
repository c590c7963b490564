import { jsonAt } from '@seatrial/core'
import { withReplicas } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, flag, numberFlag } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import type { KindNames } from '../kinds.ts'
import { KubectlError } from '../kubectl-error.ts'
import { storedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'
import { tell } from '../tell.ts'

/** `kubectl scale KIND/NAME --replicas=N`, if it has so many replicas, or is that version, as expected. */
export function scale(context: CommandContext): CommandProgress {
  const { objects, line } = context
  const replicas = numberFlag(context, 'replicas')
  const expected = numberFlag(context, 'current-replicas')
  const expectedVersion = flag(context, 'resource-version') ?? ''
  if (replicas === undefined) throw new KubectlError('error: required flag(s) "replicas" not set')
  if (replicas < 0) throw new KubectlError(NEGATIVE)
  return handleEach(context, selectedObjects(context, line.words.slice(1)), (object) => {
    refuseUnscalable(object.names)
    const stored = storedObject(context, object)
    const present = Number(jsonAt(stored, 'spec', 'replicas') ?? 1)
    if (expected !== undefined && expected >= 0 && expected !== present) {
      throw new KubectlError(`error: Expected replicas to be ${expected}, was ${present}`)
    }
    const version = String(jsonAt(stored, 'metadata', 'resourceVersion'))
    if (expectedVersion !== '' && expectedVersion !== version) {
      throw new KubectlError(
        `error: Expected resource version to be ${expectedVersion}, was ${version}`,
      )
    }
    objects.replace(object.names, stored, withReplicas(stored, replicas))
    tell(context, object, 'scaled')
  })
}

const NEGATIVE =
  'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0'

/** A DaemonSet, among others, has no number of replicas. */
function refuseUnscalable({ kind }: KindNames): void {
  if (kind === 'StatefulSet' || kind === 'Deployment') return
  throw new KubectlError(
    'Error from server (NotFound): the server could not find the requested resource',
  )
}
