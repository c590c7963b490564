import { type JsonObject, jsonAt } from '@seatrial/core'
import { withValueAt } from '../../format/manifests/manifest-change.ts'
import type { CommandContext, CommandProgress } from '../command-context.ts'
import { namesOfKind } from '../kinds.ts'

/** `kubectl cordon NODE …`. */
export function cordon(context: CommandContext): CommandProgress {
  for (const name of context.line.words.slice(1)) cordonNode(context, name)
  return 'done'
}

/** `kubectl uncordon NODE …`. */
export function uncordon(context: CommandContext): CommandProgress {
  for (const name of context.line.words.slice(1)) setCordoned(context, name, false)
  return 'done'
}

/** Closes a node to new pods, and says so. */
export function cordonNode(context: CommandContext, name: string): void {
  setCordoned(context, name, true)
}

function setCordoned(
  { objects, output, line }: CommandContext,
  name: string,
  isCordoned: boolean,
): void {
  const names = namesOfKind('Node')
  const node = objects.get(names, '', name)
  const isAlready = (jsonAt(node, 'spec', 'unschedulable') === true) === isCordoned
  const isDryRun = line.flags.has('dry-run')
  if (!isAlready && !isDryRun) objects.replace(names, node, withCordon(node, isCordoned))
  const word = isCordoned ? 'cordoned' : 'uncordoned'
  const dryRun = isDryRun ? ' (dry run)' : ''
  output.print(`node/${name} ${isAlready ? `already ${word}` : word}${dryRun}`)
}

function withCordon(node: JsonObject, isCordoned: boolean): JsonObject {
  return withValueAt(node, ['spec', 'unschedulable'], isCordoned ? true : null)
}
