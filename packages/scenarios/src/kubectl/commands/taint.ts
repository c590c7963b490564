import { type JsonObject, type JsonValue, type Taint, jsonAt } from '@seatrial/core'
import { withValueAt } from '../../format/manifests/manifest-change.ts'
import { changeTaints } from '../../run/user-changes.ts'
import { type CommandContext, type CommandProgress, isSet } from '../command-context.ts'
import { handleEach } from '../handle-each.ts'
import { KubectlError, usageError } from '../kubectl-error.ts'
import { storedObject } from '../named-objects.ts'
import { selectedObjects } from '../selected-objects.ts'
import { tell } from '../tell.ts'

/** `kubectl taint node NAME … KEY=VALUE:EFFECT KEY:EFFECT- KEY-`. */
export function taint(context: CommandContext): CommandProgress {
  const { objects, line } = context
  const operands = line.words.slice(1)
  const changes = operands.filter(isChange)
  const removals = changes.filter((word) => word.endsWith('-'))
  const named = operands.filter((word) => !isChange(word))
  if (changes.length === 0) throw new KubectlError('error: at least one taint update is required')
  for (const word of changes) refuseUnknownEffect(word)
  return handleEach(context, selectedObjects(context, named), (object) => {
    const stored = storedObject(context, object)
    const taints = (jsonAt(stored, 'spec', 'taints') ??
      []) as readonly unknown[] as readonly Taint[]
    if (!isSet(context, 'overwrite')) refuseOverwriting(object.name, changes, taints)
    refuseUnknownRemovals(removals, taints)
    objects.replace(object.names, stored, withTaints(stored, changeTaints(taints, changes)))
    const word = isSet(context, 'overwrite') ? 'modified' : wordFor(changes.length, removals.length)
    tell(context, object, word)
  })
}

function isChange(word: string): boolean {
  return word.includes('=') || word.includes(':') || word.endsWith('-')
}

function wordFor(changes: number, removals: number): string {
  if (removals === changes) return 'untainted'
  return removals === 0 ? 'tainted' : 'modified'
}

function withTaints(node: JsonObject, taints: readonly Taint[]): JsonObject {
  return withValueAt(node, ['spec', 'taints'], taints as readonly unknown[] as JsonValue)
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

function refuseUnknownEffect(change: string): void {
  const { effect } = taintIn(change)
  if (effect === undefined || EFFECTS.includes(effect)) return
  throw usageError('taint', `invalid taint effect: ${effect}, unsupported taint effect`)
}

function refuseUnknownRemovals(removals: readonly string[], taints: readonly Taint[]): void {
  for (const removal of removals) {
    const { key, effect } = taintIn(removal)
    const isMeant = (known: Taint): boolean =>
      known.key === key && (effect === undefined || known.effect === effect)
    if (taints.some(isMeant)) continue
    throw new KubectlError(`error: taint "${removal.slice(0, -1)}" not found`)
  }
}

/** A taint is its key and its effect; another value takes its place with `--overwrite` only. */
function refuseOverwriting(
  nodeName: string,
  changes: readonly string[],
  taints: readonly Taint[],
): void {
  const taken = changes
    .filter((change) => !change.endsWith('-'))
    .map(taintIn)
    .filter(({ key, effect }) =>
      taints.some((known) => known.key === key && known.effect === effect),
    )
    .map(({ key }) => key)
  if (taken.length === 0) return
  throw new KubectlError(
    `error: node ${nodeName} already has ${taken.join(',')} taint(s) with same effect(s) and --overwrite is false`,
  )
}

/** What `KEY=VALUE:EFFECT` and the like name, a minus at the end or not. */
function taintIn(change: string): { readonly key: string; readonly effect: string | undefined } {
  const [pair = '', effect] = change.replace(/-$/, '').split(':')
  return { key: pair.split('=')[0]!, effect }
}
