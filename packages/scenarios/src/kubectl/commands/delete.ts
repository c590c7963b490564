import {
  type CommandContext,
  type CommandProgress,
  dryRunSuffix,
  durationFlag,
  flag,
  isSet,
  numberFlag,
} from '../command-context.ts'
import { handleAll } from '../handle-each.ts'
import { singularOf } from '../kinds.ts'
import { KubectlError, fromInput } from '../kubectl-error.ts'
import type { DeletionOptions } from '../kubectl-objects.ts'
import { type NamedObject, labelOf } from '../named-objects.ts'
import { waitFor } from '../object-wait.ts'
import { selectedObjects } from '../selected-objects.ts'
import { untilGone } from './wait.ts'

const FORCED =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been ' +
  'terminated. The resource may continue to run on the cluster indefinitely.'

/**
 * `kubectl delete`. It waits for the objects to be gone only where its time for that is limited: without a
 * limit it prints the same, and whoever looks on sees when they are gone.
 */
export function deleteObjects(context: CommandContext): CommandProgress {
  const { output, line } = context
  const options = deletionOptions(context)
  const isForced = isSet(context, 'force')
  if (isForced) output.warn(FORCED)
  const meant = selectedObjects(context, line.words.slice(1)).filter((object) =>
    isToGo(context, object),
  )
  if (meant.length === 0 && !isSet(context, 'ignore-not-found')) output.print('No resources found')
  const timeout = flag(context, 'wait') === 'false' ? undefined : durationFlag(context, 'timeout')
  const awaited = meant.flatMap((object) => untilGone(context, object) ?? [])
  const isDone = handleAll(context, meant, (object) => {
    const act = (): void =>
      context.objects.delete(object.names, object.namespace, object.name, options)
    if (flag(context, 'filename') === undefined) act()
    else fromInput('deleting', act)
    tellDeletion(context, object, isForced ? 'force deleted' : 'deleted')
  })
  if (isDone && timeout !== undefined && context.dryRun === 'none') {
    waitFor(context, awaited, timeout, () => undefined)
    return 'waiting'
  }
  output.end(isDone ? 0 : 1)
  return 'done'
}

/** `pod "web-0" deleted from default namespace`. */
export function tellDeletion(
  context: CommandContext,
  object: NamedObject,
  how: 'deleted' | 'force deleted',
): void {
  const { names, namespace, name } = object
  const from = names.isNamespaced ? ` from ${namespace} namespace` : ''
  context.output.print(
    context.isNameOnly
      ? labelOf(object)
      : `${singularOf(names)} "${name}" ${how}${from}${dryRunSuffix(context)}`,
  )
}

/** With `--ignore-not-found` nothing is said of objects that are not there. */
function isToGo(context: CommandContext, { names, namespace, name }: NamedObject): boolean {
  if (!isSet(context, 'ignore-not-found')) return true
  return context.objects.find(names, namespace, name) !== undefined
}

const PROPAGATION = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
} as const

function deletionOptions(context: CommandContext): DeletionOptions {
  const cascade = flag(context, 'cascade') ?? 'background'
  if (!Object.hasOwn(PROPAGATION, cascade)) {
    throw new KubectlError(
      'error: invalid cascade value. Must be "background", "foreground", or "orphan"',
    )
  }
  const asked = numberFlag(context, 'grace-period')
  const isForced = isSet(context, 'force')
  const isNow = isSet(context, 'now')
  if (isNow && asked !== undefined && asked >= 0) {
    throw new KubectlError('error: --now and --grace-period cannot be specified together')
  }
  if (isForced && (isNow || (asked ?? 0) > 0)) {
    throw new KubectlError(
      'error: --force and --grace-period greater than 0 cannot be specified together',
    )
  }
  const grace = isNow ? 1 : asked
  const isImmediate = isForced && (grace === undefined || grace === 0)
  return {
    propagation: PROPAGATION[cascade as keyof typeof PROPAGATION],
    ...(isImmediate
      ? { gracePeriodSeconds: 0 }
      : grace === undefined || grace < 0
        ? {}
        : { gracePeriodSeconds: Math.max(1, grace) }),
  }
}
