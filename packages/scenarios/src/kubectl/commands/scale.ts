import { jsonAt } from '@seatrial/core'
import { withReplicas } from '../../format/manifests/manifest-change.ts'
import { type CommandContext, type CommandProgress, numberFlag } from '../command-context.ts'
import { KubectlError } from '../kubectl-error.ts'
import { labelOf, storedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'

/** `kubectl scale KIND/NAME --replicas=N`. */
export function scale(context: CommandContext): CommandProgress {
  const { objects, line, output } = context
  const replicas = numberFlag(context, 'replicas')
  const expected = numberFlag(context, 'current-replicas')
  if (replicas === undefined) throw new KubectlError('error: required flag(s) "replicas" not set')
  for (const object of selectedObjects(context, line.words.slice(1))) {
    const stored = storedObject(context, object)
    const present = Number(jsonAt(stored, 'spec', 'replicas') ?? 1)
    if (expected !== undefined && expected !== present) {
      throw new KubectlError(`error: Expected replicas to be ${expected}, was ${present}`)
    }
    objects.replace(object.names, stored, withReplicas(stored, replicas))
    output.print(`${labelOf(object)} scaled`)
  }
  return 'done'
}
