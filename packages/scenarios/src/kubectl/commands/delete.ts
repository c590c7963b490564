import {
  type CommandContext,
  type CommandProgress,
  flag,
  isSet,
  namespaceOf,
  numberFlag,
} from '../command-context.ts'
import { singularOf } from '../kinds.ts'
import { KubectlError } from '../kubectl-error.ts'
import { type DeletionOptions, kindIn, nameIn } from '../kubectl-objects.ts'
import type { NamedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'
import { manifestsIn } from './apply.ts'

const FORCED =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been ' +
  'terminated. The resource may continue to run on the cluster indefinitely.'

/**
 * `kubectl delete`. It does not wait for the objects to be gone: whoever looks on sees when they are, and
 * the command prints the same.
 */
export function deleteObjects(context: CommandContext): CommandProgress {
  const { objects, output } = context
  const namespace = namespaceOf(context)
  const options = deletionOptions(context)
  const isForced = isSet(context, 'force')
  if (isForced) output.warn(FORCED)
  const meant = meantObjects(context).filter((object) => isToGo(context, object))
  const isSaid = meant.length > 0 || isSet(context, 'ignore-not-found')
  if (!isSaid) output.print('No resources found')
  for (const { names, name } of meant) {
    objects.delete(names, namespace, name, options)
    const from = names.isNamespaced ? ` from ${namespace} namespace` : ''
    const how = isForced ? 'force deleted' : 'deleted'
    output.print(`${singularOf(names)} "${name}" ${how}${from}`)
  }
  return 'done'
}

/** Those of the input with `-f -`, else those that the words name or select. */
function meantObjects(context: CommandContext): readonly NamedObject[] {
  if (flag(context, 'filename') === undefined) {
    return selectedObjects(context, context.line.words.slice(1))
  }
  return manifestsIn(context.input).map((manifest) => ({
    names: kindIn(manifest),
    name: nameIn(manifest),
  }))
}

/** With `--ignore-not-found` nothing is said of objects that are not there. */
function isToGo(context: CommandContext, { names, name }: NamedObject): boolean {
  if (!isSet(context, 'ignore-not-found')) return true
  return context.objects.find(names, namespaceOf(context), name) !== undefined
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
  const grace = isSet(context, 'now') ? 1 : numberFlag(context, 'grace-period')
  const isImmediate = isSet(context, 'force') && (grace === undefined || grace === 0)
  return {
    propagation: PROPAGATION[cascade as keyof typeof PROPAGATION],
    ...(isImmediate
      ? { gracePeriodSeconds: 0 }
      : grace === undefined || grace < 0
        ? {}
        : { gracePeriodSeconds: Math.max(1, grace) }),
  }
}
