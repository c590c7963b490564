import { type JsonObject, jsonAt, parseLabelSelector } from '@seatrial/core'
import {
  type CommandContext,
  type CommandProgress,
  flag,
  isSet,
  namespaceOf,
  numberFlag,
} from '../command-context.ts'
import { kindOfWord, singularOf } from '../kinds.ts'
import { KubectlError } from '../kubectl-error.ts'
import { type DeletionOptions, nameIn } from '../kubectl-objects.ts'
import { type NamedObject, namedObjects } from '../named-objects.ts'

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
  for (const { names, name } of meantObjects(context)) {
    objects.delete(names, namespace, name, options)
    const from = names.isNamespaced ? ` from ${namespace} namespace` : ''
    const how = isForced ? 'force deleted' : 'deleted'
    output.print(`${singularOf(names)} "${name}" ${how}${from}`)
  }
  return 'done'
}

function meantObjects(context: CommandContext): readonly NamedObject[] {
  const words = context.line.words.slice(1)
  const selector = flag(context, 'selector')
  if (selector === undefined && !isSet(context, 'all')) return namedObjects(words)
  const names = kindOfWord(words[0] ?? '')
  const fields = flag(context, 'field-selector')
  return context.objects
    .list(names, namespaceOf(context))
    .filter((object) => matchesLabels(object, selector) && matchesFields(object, fields))
    .map((object) => ({ names, name: nameIn(object) }))
}

function matchesLabels(object: JsonObject, selector: string | undefined): boolean {
  if (selector === undefined) return true
  const labels = (jsonAt(object, 'metadata', 'labels') ?? {}) as Readonly<Record<string, string>>
  return parseLabelSelector(selector)?.matches(labels) ?? false
}

/** `spec.nodeName=node-1,metadata.name!=web-0`. */
function matchesFields(object: JsonObject, fields: string | undefined): boolean {
  return (fields ?? '')
    .split(',')
    .filter((term) => term !== '')
    .every((term) => {
      const [path = '', value = ''] = term.split(/!?==?/)
      const isEqual = String(jsonAt(object, ...path.split('.')) ?? '') === value
      return term.includes('!=') ? !isEqual : isEqual
    })
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
